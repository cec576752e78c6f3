import type { Report, ReportContent } from '../../../shared/records.ts'
import { perWindow } from '../../kept-forms.tsx'
import { createDraftSaver } from './draft-saver.ts'
import type { Draft, DraftPorts, DraftSaver } from './draft-saver.ts'

type Created = (id: string) => void

/** The drafts of one window: of one report there are never two that know nothing of each other. */
export interface Drafts {
  /**
   * The draft of a report that is shown, null for a new one: the one that is still at work after its
   * screen was left, or could not be saved; else a fresh one.
   */
  readonly open: (report: Report | null, empty: ReportContent, ports: DraftPorts) => DraftSaver
  /** A screen shows it. `onCreated` hears when a new one is saved for the first time, even if it is left by then. */
  readonly show: (saver: DraftSaver, onCreated: Created | undefined) => void
  /**
   * Its screen is left: what is not saved is saved now.
   *
   * @returns what could not be saved and is shown nowhere; it stays here. Null: all of it is well.
   */
  readonly leave: (saver: DraftSaver) => Promise<Draft | null>
  /** Something else was opened: the new report that stood there is not the one that is begun next. */
  readonly endNew: () => void
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
  /** The new report that stands in the view, or did when it was left. */
  let begun: DraftSaver | null = null
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
      if (report === null || begun !== saver) return
      // One that was left for another says nothing of the one that stands in its place by then.
      begun = null
      created.get(saver)?.(report.id)
    }
    saver.subscribe(note)
    note()
  }

  const findNew = (): DraftSaver | undefined => {
    // One in which nobody wrote is begun anew: it may belong to another case by now.
    if (begun !== null && unsaved.has(begun)) return begun
    return [...unsaved].find((one) => one.get().report === null && isStuck(one.get()))
  }

  return {
    open: (report, empty, ports) => {
      const found = report === null ? findNew() : known.get(report.id)?.deref()
      const saver = found ?? createDraftSaver(report, report?.content ?? empty, ports)
      if (report === null) begun = saver
      if (found === undefined) follow(saver)
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
    endNew: () => {
      begun = null
    },
    clear: () => {
      turn += 1
      known.clear()
      unsaved.clear()
      begun = null
    },
  }
}

/** Given up with the forms of the window: what was erased must not stand in one. */
export const draftsIn = perWindow(createDrafts)
