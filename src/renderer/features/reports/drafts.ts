import type { Report, ReportContent } from '../../../shared/records.ts'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { windowScoped } from '../../data/form-store.tsx'
import { createDraftSaver } from './draft-saver.ts'
import type { SavableDraft, DraftPorts, DraftSaver } from './draft-saver.ts'

/** What the screen of a draft does for it, also once it is left. */
export type DraftScreen = {
  /**
   * A new one was saved for the first time.
   *
   * @param begun which of those that were begun in this window it is.
   */
  readonly onCreated?: ((id: string, begun: number) => void) | undefined
  /**
   * It could not be saved and is shown nowhere; it stays among the drafts.
   *
   * @returns what takes the word of that away.
   */
  readonly onUnsaved: (left: SavableDraft) => () => void
  /** Keeps its words as a draft of its own: somebody else has changed the report, and nobody can choose any more. */
  readonly keepCopy: (content: ReportContent) => Promise<unknown>
}

/** A report; or a new one, by which of those that were begun in this window it is. */
type About = Report | { readonly begun: number }

/** The drafts of one window: of one report there are never two that know nothing of each other. */
export type Drafts = {
  /**
   * The draft of a report that is shown: the one that is still at work after its screen was left, or
   * could not be saved; else a fresh one.
   */
  readonly open: (about: About, empty: ReportContent, ports: DraftPorts) => DraftSaver
  /** A screen shows it. */
  readonly show: (saver: DraftSaver, screen: DraftScreen) => void
  /** That screen lets it be changed, or be read only. */
  readonly allow: (saver: DraftSaver, mayEdit: boolean) => void
  /** Whether it can be changed where it is shown; null: it is shown nowhere. */
  readonly mayEdit: (saver: DraftSaver) => boolean | null
  /** Its screen is left: what is not saved is saved now. */
  readonly leave: (saver: DraftSaver) => void
  /** Gives up those of reports that are not there any more, which is asked of the vault. */
  readonly clear: () => void
}

/** What is known of one draft. */
type Followed = {
  /** The screen that showed it last. */
  screen: DraftScreen | null
  isShown: boolean
  /** The screen that showed it last lets it be changed. */
  mayEdit: boolean
  /** Why it could not be saved, as it was told since it was shown last. */
  told: AppError | null
  /** Takes that away: the same is not said twice at once, nor of what is saved by now. */
  untell: () => void
  /** Its report was erased. */
  isOver: boolean
}

const nothing = (): void => undefined

const isStuck = ({ status }: SavableDraft): boolean => status === 'failed' || status === 'conflict'

const isThere = async (id: string): Promise<boolean> => {
  try {
    await call('reports.get', { id })
    return true
  } catch (error) {
    return appErrorOf(error).code !== 'not-found'
  }
}

const createDrafts = (): Drafts => {
  // For as long as anybody holds it, such as a file that is on its way into it.
  const known = new Map<string, WeakRef<DraftSaver>>()
  /** Held here: what is in them is nowhere else. */
  const unsaved = new Set<DraftSaver>()
  const followed = new WeakMap<DraftSaver, Followed>()
  /** Which of their reports are still there. */
  let asking: Promise<unknown> = Promise.resolve()
  /** The new report that was begun last, until it is saved. */
  let newest: { readonly begun: number; readonly saver: DraftSaver } | null = null

  const stateOf = (saver: DraftSaver): Followed => {
    const found = followed.get(saver)
    if (found !== undefined) return found
    const made: Followed = {
      screen: null,
      isShown: false,
      mayEdit: false,
      told: null,
      untell: nothing,
      isOver: false,
    }
    followed.set(saver, made)
    return made
  }

  const saveLast = async (saver: DraftSaver): Promise<void> => {
    const { status, content } = await saver.flush()
    if (status === 'conflict') await stateOf(saver).screen?.keepCopy(content)
  }
  // The window goes with the lock: nothing has to end this, and there is nobody to tell.
  window.api.onEvent((event) => {
    if (event.kind !== 'locking') return
    for (const saver of unsaved) saveLast(saver).catch(() => undefined)
  })

  const untell = (of: Followed): void => {
    of.untell()
    of.untell = nothing
  }

  const tellOf = async (saver: DraftSaver): Promise<void> => {
    await asking
    const left = saver.get()
    const of = stateOf(saver)
    if (!unsaved.has(saver) || of.isShown || !isStuck(left)) return
    if (of.told === left.refusal) return
    of.told = left.refusal
    untell(of)
    if (of.screen !== null) of.untell = of.screen.onUnsaved(left)
  }

  const follow = (saver: DraftSaver): void => {
    const of = stateOf(saver)
    let before: SavableDraft['status'] = 'saved'
    const note = (): void => {
      const draft = saver.get()
      const { report, status } = draft
      const isOther = status !== before
      before = status
      if (of.isOver) return
      if (status === 'saved') {
        unsaved.delete(saver)
        untell(of)
      } else unsaved.add(saver)
      // A file that was on its way may have come into one that was left.
      if (isOther && isStuck(draft)) void tellOf(saver)
      if (report !== null) known.set(report.id, new WeakRef(saver))
      // One that was left for another says nothing of the one that stands in its place by then.
      if (report === null || newest?.saver !== saver) return
      const { begun } = newest
      newest = null
      of.screen?.onCreated?.(report.id, begun)
    }
    saver.subscribe(note)
    note()
  }

  /** Gives up the draft of a report that is not there any more. */
  const look = async (id: string, saver: DraftSaver): Promise<void> => {
    if (await isThere(id)) return
    const of = stateOf(saver)
    of.isOver = true
    untell(of)
    unsaved.delete(saver)
    if (known.get(id)?.deref() === saver) known.delete(id)
  }

  const find = (about: About): DraftSaver | undefined => {
    if ('id' in about) return known.get(about.id)?.deref()
    if (newest?.begun === about.begun && unsaved.has(newest.saver)) return newest.saver
    // Before another is begun: its words are shown nowhere else.
    return [...unsaved].find((one) => one.get().report === null && isStuck(one.get()))
  }

  return {
    open: (about, empty, ports) => {
      const found = find(about)
      const report = 'id' in about ? about : null
      const saver = found ?? createDraftSaver(report, report?.content ?? empty, ports)
      if ('begun' in about) newest = { begun: about.begun, saver }
      if (found === undefined) follow(saver)
      else if (report !== null) found.meet(report)
      return saver
    },
    show: (saver, screen) => {
      const of = stateOf(saver)
      // The screen says it itself.
      untell(of)
      Object.assign(of, { screen, isShown: true, told: null })
    },
    allow: (saver, mayEdit) => {
      stateOf(saver).mayEdit = mayEdit
    },
    mayEdit: (saver) => {
      const { isShown, mayEdit } = stateOf(saver)
      return isShown ? mayEdit : null
    },
    leave: (saver) => {
      stateOf(saver).isShown = false
      void saver.flush().then(() => tellOf(saver))
    },
    clear: () => {
      newest = null
      const looks: Promise<void>[] = []
      for (const [id, of] of known) {
        const saver = of.deref()
        if (saver === undefined) known.delete(id)
        else looks.push(look(id, saver))
      }
      asking = Promise.all(looks)
    },
  }
}

/**
 * With the forms of the window those of reports that were erased are given up: what was erased must not
 * stand in one. What was typed into any other, also one that was just begun, is nowhere else.
 */
export const draftsIn = windowScoped(createDrafts)
