import { useQueryClient } from '@tanstack/react-query'
import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { call, subscribeToQuery, appErrorOf } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useForms, windowScoped } from '../../data/form-store.tsx'
import { useRecordView } from '../../app/view-state.ts'
import { copiedContent } from './copied-content.ts'
import type { SavableDraft, DraftSaver, DraftPorts } from './draft-saver.ts'
import { useSayUnsaved } from './save-failed.tsx'
import type { AppError } from '../../data/bridge.ts'
import { createDraftSaver } from './draft-saver.ts'

/** Callbacks of a draft's screen, also used after the screen closes. */
type DraftScreen = {
  /**
   * A new report was saved for the first time.
   *
   * @param begun its creation counter in this window.
   */
  readonly onCreated?: ((id: string, begun: number) => void) | undefined
  /**
   * The draft could not be saved and no screen shows it; it stays in the store.
   *
   * @returns a function that dismisses that message.
   */
  readonly onUnsaved: (left: SavableDraft) => () => void
  /**
   * Saves the text as separate drafts: the report was changed elsewhere or is too long, and no screen
   * is left on which to choose a version or to shorten it.
   */
  readonly keepCopies: (content: ReportContent) => Promise<unknown>
}

/** An existing report, or a new one identified by its creation counter. */
type About = Report | { readonly begun: number }

/** The drafts of one window. Two drafts of the same report always know of each other. */
type Drafts = {
  /**
   * The draft to show for a report: one that is still saving or could not be saved, otherwise a new
   * one.
   */
  readonly open: (about: About, empty: ReportContent, ports: DraftPorts) => DraftSaver
  /** A screen shows the draft. */
  readonly show: (saver: DraftSaver, screen: DraftScreen) => void
  /** The screen makes the draft editable or read only. */
  readonly allow: (saver: DraftSaver, mayEdit: boolean) => void
  /** Is the draft editable where it is shown? null: it is not shown. */
  readonly mayEdit: (saver: DraftSaver) => boolean | null
  /** The screen closed: saves unsaved changes now. */
  readonly leave: (saver: DraftSaver) => void
  /** Drops drafts of reports that no longer exist, which the vault process is asked. */
  readonly clear: () => void
}

/** State of one draft. */
type Followed = {
  /** The last screen that showed it. */
  screen: DraftScreen | null
  isShown: boolean
  /** That screen allowed edits. */
  mayEdit: boolean
  /** The save error already reported since the draft was last shown. */
  told: AppError | null
  /** Dismisses that report: errors are not shown twice, nor after a save. */
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
  // Weak: a draft lives while something refers to it, such as a file that is being attached.
  const known = new Map<string, WeakRef<DraftSaver>>()
  /** Strong references: this text is nowhere else. */
  const unsaved = new Set<DraftSaver>()
  const followed = new WeakMap<DraftSaver, Followed>()
  /** The pending check whether these reports still exist. */
  let asking: Promise<unknown> = Promise.resolve()
  /** The newest new report, until it is saved. */
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
    const { status, content, failure } = await saver.flush()
    const { screen } = stateOf(saver)
    if (status === 'conflict' || failure?.code === 'too-big') await screen?.keepCopies(content)
  }
  // The window is destroyed by the lock, so this needs no clean-up and reports nothing.
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
    if (of.told === left.failure) return
    of.told = left.failure
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
      // A file may have been attached after the screen closed.
      if (isOther && isStuck(draft)) void tellOf(saver)
      if (report !== null) known.set(report.id, new WeakRef(saver))
      // Ignore updates from a draft that has been replaced.
      if (report === null || newest?.saver !== saver) return
      const { begun } = newest
      newest = null
      of.screen?.onCreated?.(report.id, begun)
    }
    saver.subscribe(note)
    note()
  }

  /** Drops the draft if its report no longer exists. */
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
    // An unsaved new report must be shown first: its text is nowhere else.
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
      // The screen shows the error itself.
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
 * Clearing the forms of the window also drops drafts of erased reports: erased content must not
 * stay in one. Text typed in other drafts, including new ones, is nowhere else and stays.
 */
export const draftsIn = windowScoped(createDrafts)

/** All controlled fields are equal; the editor keeps and paints the body itself. */
const looksTheSame = (a: SavableDraft, b: SavableDraft): boolean =>
  a.epoch === b.epoch &&
  (Object.keys({ ...a.content, ...b.content }) as (keyof ReportContent)[]).every(
    (field) => field === 'body' || a.content[field] === b.content[field],
  )

/** The report was replaced, not edited: no key may reach the old one. */
const isReplaced = (a: SavableDraft, b: SavableDraft): boolean =>
  a.report !== b.report && a.content !== b.content

/**
 * The draft of a saver. Updates caused by typing in the body, and the saved state, render when
 * there is time, not before the next key; other changes render at once; a replacement from
 * elsewhere renders before the next key.
 */
const useLatest = (saver: DraftSaver): SavableDraft => {
  const [draft, setDraft] = useState(saver.get)
  useEffect(() => {
    let last = saver.get()
    setDraft(last)
    return saver.subscribe(() => {
      const next = saver.get()
      if (looksTheSame(last, next)) startTransition(() => setDraft(next))
      else setDraft(next)
      // Answers arrive outside React events, so React would render one task later.
      if (isReplaced(last, next)) queueMicrotask(() => flushSync(() => setDraft(saver.get())))
      last = next
    })
  }, [saver])
  return draft
}

/**
 * A report that is read and edited, and saved while the user types. Leaving the screen, locking and
 * filing save the rest at once; a draft that could not be saved is there again when the user
 * returns.
 */
export const useDraft = (
  report: Report | null,
  empty: ReportContent,
  onCreated?: (id: string, begun: number) => void,
): { readonly draft: SavableDraft; readonly saver: DraftSaver } => {
  const client = useQueryClient()
  const drafts = draftsIn(useForms())
  const text = useText()
  const { reportsBegun } = useRecordView()
  const sayUnsaved = useSayUnsaved()
  const [saver] = useState(() =>
    drafts.open(report ?? { begun: reportsBegun }, empty, {
      save: async (input) => {
        const saved = await call('reports.save', input)
        client.setQueryData(['reports.get', { id: saved.id }], saved)
        // The vault process has already announced the change, and active queries are refetching: do
        // not repeat them.
        void client.invalidateQueries(
          { predicate: ({ queryKey }) => queryKey[0] !== 'reports.get' },
          { cancelRefetch: false },
        )
        return saved
      },
      failureOf: appErrorOf,
    }),
  )
  const draft = useLatest(saver)
  const id = draft.report?.id ?? null

  useEffect(() => {
    if (id !== null) return subscribeToQuery(client, 'reports.get', { id }, saver.meet)
  }, [client, id, saver])

  useEffect(() => {
    drafts.show(saver, {
      onCreated,
      onUnsaved: ({ failure }) => sayUnsaved(failure),
      keepCopies: (content) =>
        call('reports.saveCopies', { content: copiedContent(text, content) }),
    })
    return () => drafts.leave(saver)
  }, [drafts, onCreated, saver, sayUnsaved, text])
  return { draft, saver }
}
