import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Report } from '../../../shared/records.ts'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { readAgain } from '../../data/query-client.ts'
import { useToast } from '../../ui/toast.tsx'
import { useUndoable } from '../../commands/undo.tsx'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import { savableContent } from './draft-saver.ts'

export type ReportActions = {
  readonly isBusy: boolean
  readonly failure: AppError | null
  /** Saves pending edits, then signs and files the report. Resolves to whether it succeeded. */
  readonly file: () => Promise<boolean>
  /** Returns to the last filed revision. Resolves to whether it succeeded. */
  readonly discard: () => Promise<boolean>
}

/** Can a draft be filed? Not if it is empty, cannot be saved, or is filed as it is. */
export const mayFile = ({ report, content, status }: SavableDraft): boolean =>
  status !== 'conflict' &&
  status !== 'failed' &&
  (content.title.trim() !== '' || content.body.trim() !== '') &&
  !(report?.state === 'filed' && status === 'saved')

/** Actions on a whole report. A draft that cannot be saved is neither filed nor discarded. */
export const useReportActions = (saver: DraftSaver): ReportActions => {
  const text = useText()
  const toast = useToast()
  const undoable = useUndoable()
  const client = useQueryClient()
  const missed = useMissedFailure()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)

  const act = async (
    channel: 'reports.file' | 'reports.discardDraft',
    after: (report: Report, left: SavableDraft) => void,
  ): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    try {
      const sent = await saver.flush()
      const { report, status } = sent
      if (report === null || status !== 'saved') return false
      const next = await call(channel, { id: report.id, rev: report.rev })
      const now = saver.get()
      const isMore = now.status !== 'saved'
      client.setQueryData(['reports.get', { id: next.id }], next)
      // A file attached meanwhile is not in the filed revision: it starts a new draft.
      if (isMore && channel === 'reports.file') void saver.writeOver(next)
      else saver.adopt(next)
      void readAgain(client)
      after(next, isMore ? now : sent)
      return true
    } catch (error) {
      setFailure(appErrorOf(error))
      missed(error)
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    isBusy,
    failure,
    file: () => act('reports.file', () => toast({ text: text('reports.filed') })),
    discard: () =>
      act('reports.discardDraft', ({ id, rev }, { content, report }) =>
        undoable(text('reports.discarded'), {
          what: text('reports.discard'),
          // Restores the draft on its base revision, unless another draft was started since.
          takeBack: async () => {
            const saved = await call('reports.save', {
              id,
              rev,
              content: savableContent(content, report?.content ?? null),
            })
            client.setQueryData(['reports.get', { id }], saved)
            await readAgain(client)
            return null
          },
        }),
      ),
  }
}
