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
import { savableContent } from './savable-content.ts'

export type ReportActions = {
  readonly isBusy: boolean
  readonly refusal: AppError | null
  /** Saves what is left, then signs and fixes it. Resolves to whether that worked. */
  readonly file: () => Promise<boolean>
  /** Goes back to the last filed state. Resolves to whether that worked. */
  readonly discard: () => Promise<boolean>
}

/** What can be done to a whole report. A draft that cannot be saved is neither filed nor discarded. */
export const useReportActions = (saver: DraftSaver): ReportActions => {
  const text = useText()
  const toast = useToast()
  const undoable = useUndoable()
  const client = useQueryClient()
  const missed = useMissedFailure()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<AppError | null>(null)

  const act = async (
    channel: 'reports.file' | 'reports.discardDraft',
    after: (report: Report, left: SavableDraft) => void,
  ): Promise<boolean> => {
    setBusy(true)
    setRefusal(null)
    try {
      const sent = await saver.flush()
      const { report, status } = sent
      if (report === null || status !== 'saved') return false
      const next = await call(channel, { id: report.id, rev: report.rev })
      const now = saver.get()
      const isMore = now.status !== 'saved'
      client.setQueryData(['reports.get', { id: next.id }], next)
      // A file that was taken in meanwhile is not in what was filed: it begins a revision of that.
      if (isMore && channel === 'reports.file') void saver.writeOver(next)
      else saver.adopt(next)
      void readAgain(client)
      after(next, isMore ? now : sent)
      return true
    } catch (error) {
      setRefusal(appErrorOf(error))
      missed(error)
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    isBusy,
    refusal,
    file: () => act('reports.file', () => toast({ text: text('reports.filed') })),
    discard: () =>
      act('reports.discardDraft', ({ id, rev }, { content, report }) =>
        undoable(text('reports.discarded'), {
          what: text('reports.discard'),
          // The draft once more, on what it was of, as long as nobody began another one since.
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
