import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { call } from '../../bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { DraftSaver } from './draft-saver.ts'
import { savableContent } from './savable-content.ts'

/**
 * Puts something back into the draft of a report, beside whatever was written since.
 *
 * @param patchOf what that changes; null: the report has no room for it any more.
 * @returns why it cannot be done, or null.
 * @throws Refusal.
 */
export type PutBack = (
  patchOf: (content: ReportContent) => Partial<ReportContent> | null,
) => Promise<MessageKey | null>

/** Works on the screen of the report as long as it is shown, and in the vault after that. */
export const usePutBack = (saver: DraftSaver, isEditing: boolean): PutBack => {
  const client = useQueryClient()
  const shown = useRef({ isShown: true, isEditing })
  useEffect(() => {
    shown.current = { isShown: true, isEditing }
    return () => {
      shown.current = { isShown: false, isEditing: false }
    }
  }, [isEditing])

  return async (patchOf) => {
    if (shown.current.isShown) {
      if (!shown.current.isEditing) return 'selection.whyFiled'
      const patch = patchOf(saver.get().content)
      if (patch === null) return 'undo.noRoom'
      saver.edit(patch)
      return null
    }
    // Whoever left the report left its saving, too.
    await saver.flush()
    const { report: last } = saver.get()
    if (last === null) return 'undo.notSaved'
    const { id } = last
    const report = await call('reports.get', { id })
    if (report.state === 'filed') return 'selection.whyFiled'
    const patch = patchOf(report.content)
    if (patch === null) return 'undo.noRoom'
    const content = savableContent({ ...report.content, ...patch }, report.content)
    const saved = await call('reports.save', { id, rev: report.rev, content })
    client.setQueryData(['reports.get', { id }], saved)
    await client.invalidateQueries()
    return null
  }
}
