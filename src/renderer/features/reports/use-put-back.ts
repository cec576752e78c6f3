import { useEffect } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import { useForms } from '../../data/form-store.tsx'
import type { UndoResult } from '../../commands/undo.tsx'
import type { DraftSaver } from './draft-saver.ts'
import { draftsIn } from './use-draft.ts'

/**
 * Restores an item in the draft of a report, keeping later edits.
 *
 * @param patchOf returns the patch: empty if the item is already restored; null if the report has
 * no room for it.
 * @throws AppError.
 */
export type PutBack = (
  patchOf: (content: ReportContent) => Partial<ReportContent> | null,
) => Promise<UndoResult>

/**
 * Works on the draft in any screen that shows it, including a reopened one. If none does, it first
 * accepts changes to the report made elsewhere. A failed save is reported as for every draft
 * without a screen.
 */
export const usePutBack = (saver: DraftSaver, isEditing: boolean): PutBack => {
  const drafts = draftsIn(useForms())
  useEffect(() => drafts.allow(saver, isEditing), [drafts, isEditing, saver])

  return async (patchOf) => {
    const mayEdit = drafts.mayEdit(saver)
    if (mayEdit === false) return 'selection.whyFiled'
    if (mayEdit === null) {
      // Without a screen, nothing else saves the draft.
      const { report: last } = await saver.flush()
      // A draft that was never saved exists only here, so it has no changes from elsewhere.
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
