import type { Report, ReportContent } from '../../../shared/records.ts'
import { perWindow } from '../../kept-forms.tsx'
import { createDraftSaver } from './draft-saver.ts'
import type { Draft, DraftPorts, DraftSaver } from './draft-saver.ts'

type Created = (id: string) => void

/** A report; or a new one, by which of those that were begun in this window it is. */
type About = Report | { readonly begun: number }

/** The drafts of one window: of one report there are never two that know nothing of each other. */
export interface Drafts {
  /**
   * The draft of a report that is shown: the one that is still at work after its screen was left, or
   * could not be saved; else a fresh one.
   */
  readonly open: (about: About, empty: ReportContent, ports: DraftPorts) => DraftSaver
  /** A screen shows it. `onCreated` hears when a new one is saved for the first time, even if it is left by then. */
  readonly show: (saver: DraftSaver, onCreated: Created | undefined) => void
  /**
   * Its screen is left: what is not saved is saved now.
   *
   * @returns what could not be saved and is shown nowhere; it stays here. Null: all of it is well.
   */
  readonly leave: (saver: DraftSaver) => Promise<Draft | null>
  readonly clear: () => void
}

const isStuck = ({ status }: Draft): boolean => status === 'failed' || status === 'conflict'

const createDrafts = (): Drafts => {
  // For as long as anybody holds it, such as a file that is on its way into it.
  const known = new Map<string, WeakRef<DraftSaver>>()
  /** Held here: what is in them is nowhere else. */
  const unsaved = new Set<DraftSaver>()
  const shown = new Set<DraftSaver>()
  const created = new WeakMap<DraftSaver, Created>()
  /** The new report that was begun last, until it is saved. */
  let newest: { readonly begun: number; readonly saver: DraftSaver } | null = null
  let turn = 0
  // The window goes with the lock: nothing has to end this.
  window.desk.onEvent((event) => {
    if (event.kind !== 'locking') return
    for (const saver of unsaved) void saver.flush()
  })

  const follow = (saver: DraftSaver): void => {
    const of = turn
    const note = (): void => {
      const { report, status } = saver.get()
      if (of !== turn) return
      if (status === 'saved') unsaved.delete(saver)
      else unsaved.add(saver)
      if (report !== null) known.set(report.id, new WeakRef(saver))
      // One that was left for another says nothing of the one that stands in its place by then.
      if (report === null || newest?.saver !== saver) return
      newest = null
      created.get(saver)?.(report.id)
    }
    saver.subscribe(note)
    note()
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
    show: (saver, onCreated) => {
      shown.add(saver)
      if (onCreated !== undefined) created.set(saver, onCreated)
    },
    leave: async (saver) => {
      shown.delete(saver)
      const left = await saver.flush()
      return unsaved.has(saver) && !shown.has(saver) && isStuck(left) ? left : null
    },
    clear: () => {
      turn += 1
      known.clear()
      unsaved.clear()
      newest = null
    },
  }
}

/** Given up with the forms of the window: what was erased must not stand in one. */
export const draftsIn = perWindow(createDrafts)
