import { useCallback, useRef, useState } from 'react'
import type { Attachment, CleanedFile } from '../../../shared/attachments.ts'
import type { VaultEvent } from '../../../shared/contract.ts'
import type { Report } from '../../../shared/records.ts'
import { call, newTask, appErrorOf, useVaultEvent } from '../../data/bridge.ts'
import { useMissedFailure } from '../../data/failure-text.tsx'
import type { AppError } from '../../data/bridge.ts'

/** Image types that the vault process can clean; the media type comes from the file name. */
const cleanable: ReadonlySet<string> = new Set([
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/webp',
])

export const isCleanable = ({ mediaType }: Attachment): boolean => cleanable.has(mediaType)

export type Cleaning = {
  /** Progress of each file that is being cleaned or waiting; undefined: unknown. */
  readonly going: ReadonlyMap<string, number | undefined>
  readonly failure: AppError | null
  readonly start: (file: Attachment) => Promise<void>
  readonly cancel: (file: Attachment) => void
}

/** Cleans images of a report; the vault process handles them one by one. */
export const useCleaning = (
  saved: () => Promise<Report | null>,
  onCleaned: (file: Attachment, cleaned: CleanedFile) => void,
): Cleaning => {
  const [going, setGoing] = useState<ReadonlyMap<string, number | undefined>>(new Map())
  const [failure, setFailure] = useState<AppError | null>(null)
  const missed = useMissedFailure()
  const tasks = useRef(new Map<string, string>())

  useVaultEvent(
    useCallback((event: VaultEvent) => {
      if (event.kind !== 'progress') return
      const [id] = [...tasks.current].find(([, task]) => task === event.task) ?? []
      if (id === undefined) return
      const share = event.total > 0 ? Math.min(1, event.done / event.total) : undefined
      setGoing((before) => new Map(before).set(id, share))
    }, []),
  )

  const start = async (file: Attachment): Promise<void> => {
    if (tasks.current.has(file.id)) return
    const task = newTask()
    tasks.current.set(file.id, task)
    setFailure(null)
    setGoing((before) => new Map(before).set(file.id, undefined))
    try {
      const report = await saved()
      if (report === null) return
      const asked = { task, reportId: report.id, attachment: file.id }
      onCleaned(file, await call('attachments.clean', asked))
    } catch (error) {
      const refused = appErrorOf(error)
      if (refused.code !== 'cancelled') setFailure(refused)
      missed(error)
    } finally {
      tasks.current.delete(file.id)
      setGoing((before) => {
        const left = new Map(before)
        left.delete(file.id)
        return left
      })
    }
  }

  return {
    going,
    failure,
    start,
    cancel: ({ id }) => {
      const task = tasks.current.get(id)
      // The request itself rejects as cancelled.
      if (task !== undefined) void call('tasks.cancel', { task }).catch(() => undefined)
    },
  }
}
