import { useEffect } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import { useForms } from '../../data/form-store.tsx'
import type { UndoResult } from '../../commands/undo.tsx'
import type { DraftSaver } from './draft-saver.ts'
import { draftsIn } from './drafts.ts'

/**
 * Puts something back into the draft of a report, beside whatever was written since.
 *
 * @param patchOf what that changes: nothing, where it is back already; null: the report has no room for
 *   it any more.
 * @throws Refusal.
 */
export type PutBack = (
  patchOf: (content: ReportContent) => Partial<ReportContent> | null,
) => Promise<UndoResult>

/**
 * Works on the draft, whichever screen shows it by then, also one that was come back to. While none
 * does, it takes in first what was done to the report elsewhere. What cannot be saved then is told as
 * of every draft that was left.
 */
export const usePutBack = (saver: DraftSaver, isEditing: boolean): PutBack => {
  const drafts = draftsIn(useForms())
  useEffect(() => drafts.allow(saver, isEditing), [drafts, isEditing, saver])

  return async (patchOf) => {
    const mayEdit = drafts.mayEdit(saver)
    if (mayEdit === false) return 'selection.whyFiled'
    if (mayEdit === null) {
      // Whoever left the report left its saving, too.
      const { report: last } = await saver.flush()
      // One that could never be saved is here alone: nothing was done to it elsewhere.
      if (last !== null) {
        const report = await call('reports.get', { id: last.id })
        if (report.state === 'filed') return 'selection.whyFiled'
        saver.meet(report)
      }
    }
    const patch = patchOf(saver.get().content)
    if (patch === null) return 'undo.noRoom'
    if (Object.keys(patch).length > 0) saver.edit(patch)
    if (mayEdit !== null) return null
    const { status } = await saver.flush()
    return status === 'saved' ? null : 'unsaved'
  }
}
