import { useCallback, useState } from 'react'
import { call, newTask, useVaultEvent } from './bridge.ts'
import type { VaultEvent } from '../../shared/contract.ts'

export type TrackedTask = {
  readonly id: string | null
  /** 0 to 1; undefined while unknown. */
  readonly progress: number | undefined
  readonly cancel: () => void
}

export type Task = {
  /** Creates a task name; pass it to the request, and call `end` when the request settles. */
  readonly begin: () => string
  readonly end: () => void
} & TrackedTask

/** Follows a long task that was started elsewhere, and can cancel it. Null: no task. */
export const useTrackedTask = (id: string | null): TrackedTask => {
  const [last, setLast] = useState<{ readonly of: string; readonly progress: number | undefined }>()
  const listen = useCallback(
    (event: VaultEvent) => {
      if (event.kind !== 'progress' || event.task !== id) return
      const progress = event.total > 0 ? Math.min(1, event.done / event.total) : undefined
      setLast({ of: event.task, progress })
    },
    [id],
  )
  useVaultEvent(listen)
  const cancel = useCallback(() => {
    // The request itself rejects as cancelled; cancelling a task that has just ended is no error.
    if (id !== null) void call('tasks.cancel', { task: id }).catch(() => undefined)
  }, [id])
  return { id, progress: last?.of === id ? last?.progress : undefined, cancel }
}

/** Follows one long task, and can cancel it. */
export const useTask = (): Task => {
  const [id, setId] = useState<string | null>(null)
  const followed = useTrackedTask(id)
  const begin = useCallback(() => {
    const task = newTask()
    setId(task)
    return task
  }, [])
  const end = useCallback(() => setId(null), [])
  return { ...followed, begin, end }
}
