import { useState } from 'react'
import type { CleanedFile } from '../../../../shared/attachments.ts'
import type { Report } from '../../../../shared/records.ts'
import { call, appErrorOf } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { useTask } from '../../../data/use-task.ts'
import type { Box } from './boxes.ts'

export type Redaction = {
  readonly isBurning: boolean
  readonly failure: AppError | null
  readonly cancel: () => void
  /** The copy with the boxes burned in; null if it was cancelled or refused. */
  readonly burn: (digest: string, boxes: readonly Box[]) => Promise<CleanedFile | null>
}

/** Burns boxes into a cleaned copy. */
export const useRedaction = (reportId: Report['id']): Redaction => {
  const task = useTask()
  const [isBurning, setBurning] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  return {
    isBurning,
    failure,
    cancel: task.cancel,
    burn: async (digest, boxes) => {
      setFailure(null)
      setBurning(true)
      try {
        return await call('attachments.redact', {
          task: task.begin(),
          reportId,
          digest,
          boxes: boxes.map(({ left, top, width, height }) => ({ left, top, width, height })),
        })
      } catch (error) {
        setFailure(appErrorOf(error))
        return null
      } finally {
        task.end()
        setBurning(false)
      }
    },
  }
}
