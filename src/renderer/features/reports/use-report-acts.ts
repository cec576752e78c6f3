import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Report } from '../../../shared/records.ts'
import { call, refusalOf } from '../../bridge.ts'
import type { Refusal } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useToast } from '../../ui/toast.tsx'
import { useUndoable } from '../../undo.tsx'
import type { DraftSaver } from './draft-saver.ts'
import { savableContent } from './savable-content.ts'

export type ReportActs = {
  readonly isBusy: boolean
  readonly refusal: Refusal | null
  /** Saves what is left, then signs and fixes it. Resolves to whether that worked. */
  readonly file: () => Promise<boolean>
  /** Goes back to the last filed state. Resolves to whether that worked. */
  readonly discard: () => Promise<boolean>
}

/** What can be done to a whole report. A draft that cannot be saved is neither filed nor discarded. */
export const useReportActs = (saver: DraftSaver): ReportActs => {
  const text = useText()
  const toast = useToast()
  const undoable = useUndoable()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const act = async (
    channel: 'reports.file' | 'reports.discardDraft',
    after: (report: Report) => void,
  ): Promise<boolean> => {
    setBusy(true)
    setRefusal(null)
    try {
      const { report, status, content } = await saver.flush()
      if (report === null || status !== 'saved') return false
      const next = await call(channel, { id: report.id, rev: report.rev })
      // A file that was taken in meanwhile is not in what was filed: it begins a revision of that.
      const isMore = channel === 'reports.file' && saver.get().content !== content
      client.setQueryData(['reports.get', { id: next.id }], next)
      if (isMore) void saver.writeOver(next)
      else saver.adopt(next)
      void client.invalidateQueries()
      after(next)
      return true
    } catch (error) {
      setRefusal(refusalOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    isBusy,
    refusal,
    file: () => act('reports.file', () => toast({ text: text('reports.filed') })),
    discard: async () => {
      // What is on the way to be saved belongs to the draft, too.
      const { content } = await saver.flush()
      return act('reports.discardDraft', ({ id, rev }) =>
        undoable(text('reports.discarded'), {
          what: text('reports.discard'),
          // The draft once more, on what it was of, as long as nobody began another one since.
          takeBack: async () => {
            const saved = await call('reports.save', {
              id,
              rev,
              content: savableContent(content, content),
            })
            client.setQueryData(['reports.get', { id }], saved)
            await client.invalidateQueries()
            return null
          },
        }),
      )
    },
  }
}
