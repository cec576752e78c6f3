import { useCallback, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { VaultEvent, In, Out } from '../../../shared/contract.ts'
import { call, newTask, useVaultEvent } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'

export type PreparedExport = {
  /** The last review, even if it is no longer current. */
  readonly summary: Out<'exports.prepare'> | undefined
  /** Identifies the review, for requests about its records. */
  readonly lookedOver: string | undefined
  readonly error: AppError | null
  readonly isChecking: boolean
  /** Nothing changed since the review was requested, in the vault or in the input. */
  readonly isCurrent: boolean
  /** 0 to 1; undefined while unknown. */
  readonly progress: number | undefined
  readonly cancel: () => void
  readonly again: () => void
}

type Looked = {
  readonly task: string
  readonly summary: Out<'exports.prepare'>
}

/**
 * Reviews the export again whenever its input changes. The previous review is cancelled, because
 * two at once would only wait for each other; none runs while the file is written.
 */
export const usePrepared = (
  input: Omit<In<'exports.prepare'>, 'task'>,
  isWriting: boolean,
): PreparedExport => {
  const [task, setTask] = useState<string | null>(null)
  const [progress, setProgress] = useState<number | undefined>(undefined)
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery<Looked, AppError>({
    queryKey: ['exports.prepare', input],
    queryFn: async ({ signal }) => {
      const name = newTask()
      setTask(name)
      setProgress(undefined)
      // A task that has ended already is no error.
      const cancel = (): void => void call('tasks.cancel', { task: name }).catch(() => undefined)
      signal.addEventListener('abort', cancel)
      return { task: name, summary: await call('exports.prepare', { task: name, ...input }) }
    },
    enabled: !isWriting,
    // Never cached: drafts may have been filed since.
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  })
  const listen = useCallback(
    (event: VaultEvent) => {
      if (event.kind !== 'progress' || event.task !== task) return
      setProgress(event.total > 0 ? Math.min(1, event.done / event.total) : undefined)
    },
    [task],
  )
  useVaultEvent(listen)
  const cancel = useCallback(() => {
    if (task !== null) void call('tasks.cancel', { task }).catch(() => undefined)
  }, [task])
  return {
    summary: data?.summary,
    lookedOver: data?.task,
    error,
    isChecking: isFetching,
    isCurrent: data !== undefined && !isFetching && !isPlaceholderData && error === null,
    progress,
    cancel,
    again: () => void refetch(),
  }
}
