import { useState } from 'react'
import type { Attachment } from '../../../shared/attachments.ts'
import type { Report } from '../../../shared/records.ts'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useToast } from '../../ui/toast.tsx'
import { useTask } from '../../data/use-task.ts'

/** One at a time: a second one waits for the first to end. */
export type AttachmentActions = {
  readonly doing: 'adding' | 'saving' | null
  readonly progress: number | undefined
  readonly failure: AppError | null
  readonly cancel: () => void
  /** Asks for a file and attaches it; null if it was cancelled or refused. */
  readonly add: () => Promise<Attachment | null>
  /** Asks for a folder and writes a decrypted copy there. Only after a warning. */
  readonly save: (attachment: string) => Promise<void>
}

/** Actions on the files of a report. */
export const useAttachmentActions = (saved: () => Promise<Report | null>): AttachmentActions => {
  const text = useText()
  const toast = useToast()
  const missed = useMissedFailure()
  const task = useTask()
  const [doing, setDoing] = useState<AttachmentActions['doing']>(null)
  const [failure, setFailure] = useState<AppError | null>(null)

  const run = async <T>(
    what: NonNullable<AttachmentActions['doing']>,
    act: (task: string) => Promise<T>,
  ): Promise<T | null> => {
    setFailure(null)
    try {
      setDoing(what)
      return await act(task.begin())
    } catch (error) {
      const refused = appErrorOf(error)
      if (refused.code !== 'cancelled') setFailure(refused)
      missed(error)
      return null
    } finally {
      task.end()
      setDoing(null)
    }
  }

  return {
    doing,
    progress: task.progress,
    failure,
    cancel: task.cancel,
    add: () =>
      run('adding', async (name) => {
        const { file } = await call('dialog.openAttachment', {})
        return file === null ? null : call('attachments.add', { task: name, file })
      }),
    save: async (attachment) => {
      await run('saving', async (name) => {
        const report = await saved()
        if (report === null) return
        const { file: folder } = await call('dialog.saveAttachment', {})
        if (folder === null) return
        const { fileName } = await call('attachments.save', {
          task: name,
          reportId: report.id,
          attachment,
          folder,
          confirmed: true,
        })
        toast({ text: text('attachments.saved', { file: fileName }) })
      })
    },
  }
}
