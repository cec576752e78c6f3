import { useEffect, useRef, useState } from 'react'
import type { Attachment } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { call, appErrorOf } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { useText } from '../../../i18n/use-text.ts'
import { useToast } from '../../../ui/toast.tsx'
import { useTask } from '../../../data/use-task.ts'

export type KeptPages = {
  /** The page that is being written, of how many; null: none. */
  readonly going: { readonly done: number; readonly count: number } | null
  readonly refusal: AppError | null
  readonly cancel: () => void
  /** One after the other; each is a file of the report as soon as it is there. */
  readonly keep: (pages: readonly number[]) => Promise<void>
}

/** Has pages of a PDF written as pictures that hold pixels and nothing else. */
export const useKeptPages = (
  reportId: Report['id'],
  attachment: string,
  onKept: (picture: Attachment) => void,
): KeptPages => {
  const text = useText()
  const toast = useToast()
  const task = useTask()
  const [going, setGoing] = useState<KeptPages['going']>(null)
  const [refusal, setRefusal] = useState<AppError | null>(null)
  const isStopped = useRef(false)
  const stop = (): void => {
    isStopped.current = true
    task.cancel()
  }
  const stopLast = useRef(stop)
  useEffect(() => {
    stopLast.current = stop
  })
  // Whoever leaves looks at no page any more: none is drawn for them, by no process that comes back.
  useEffect(() => () => stopLast.current(), [])
  const keep = async (pages: readonly number[]): Promise<void> => {
    setRefusal(null)
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
      if (refused.code !== 'cancelled') setRefusal(refused)
    } finally {
      task.end()
      setGoing(null)
    }
    if (done > 0) toast({ text: text('pages.kept', { count: done }) })
  }
  return {
    going,
    refusal,
    cancel: stop,
    keep,
  }
}
