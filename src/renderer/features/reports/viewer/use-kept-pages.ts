import { useEffect, useRef, useState } from 'react'
import type { Attachment } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { call, appErrorOf } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useTask } from '../../../data/use-task.ts'

export type KeptPages = {
  /** Progress of the pages being written; null: none. */
  readonly going: { readonly done: number; readonly count: number } | null
  readonly failure: AppError | null
  readonly cancel: () => void
  /** Writes pages in sequence; each is a file of the report as soon as it is written. */
  readonly keep: (pages: readonly number[]) => Promise<void>
}

/** Writes pages of a PDF as pictures that contain only pixels. */
export const useKeptPages = (
  reportId: Report['id'],
  attachment: string,
  onKept: (picture: Attachment) => void,
): KeptPages => {
  const text = useText()
  const toast = useToast()
  const task = useTask()
  const [going, setGoing] = useState<KeptPages['going']>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const isStopped = useRef(false)
  const stop = (): void => {
    isStopped.current = true
    task.cancel()
  }
  const stopLast = useRef(stop)
  useEffect(() => {
    stopLast.current = stop
  })
  // Stops on unmount: no further page is rendered, and no process is started again.
  useEffect(() => () => stopLast.current(), [])
  const keep = async (pages: readonly number[]): Promise<void> => {
    setFailure(null)
    isStopped.current = false
    let done = 0
    try {
      for (const page of pages) {
        if (isStopped.current) break
        setGoing({ done, count: pages.length })
        const asked = { task: task.begin(), reportId, attachment, page }
        const picture = await call('attachments.keepPage', asked)
        onKept({ ...picture, name: text('pages.name', { page }) })
        done += 1
      }
    } catch (error) {
      const refused = appErrorOf(error)
      if (refused.code !== 'cancelled') setFailure(refused)
    } finally {
      task.end()
      setGoing(null)
    }
    if (done > 0) toast({ text: text('pages.kept', { count: done }) })
  }
  return {
    going,
    failure,
    cancel: stop,
    keep,
  }
}
