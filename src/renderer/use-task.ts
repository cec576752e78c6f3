import { useCallback, useState } from 'react'
import { call, newTask, useDeskEvent } from './bridge.ts'
import type { DeskEvent } from '../shared/contract.ts'

export interface Task {
  readonly id: string | null
  /** 0 to 1; undefined while it cannot be told. */
  readonly progress: number | undefined
  /** Names a new task; give the name to the request, and call `end` when that has settled. */
  readonly begin: () => string
  readonly end: () => void
  readonly cancel: () => void
}

/** Follows one long task, and can cancel it. */
export const useTask = (): Task => {
  const [id, setId] = useState<string | null>(null)
  const [progress, setProgress] = useState<number | undefined>(undefined)
  const listen = useCallback(
    (event: DeskEvent) => {
      if (event.kind !== 'progress' || event.task !== id) return
      setProgress(event.total > 0 ? Math.min(1, event.done / event.total) : undefined)
    },
    [id],
  )
  useDeskEvent(listen)
  const begin = useCallback(() => {
    const task = newTask()
    setProgress(undefined)
    setId(task)
    return task
  }, [])
  const end = useCallback(() => setId(null), [])
  const cancel = useCallback(() => {
    // The request itself settles as cancelled; a task that has just ended is no fault.
    if (id !== null) void call('tasks.cancel', { task: id }).catch(() => undefined)
  }, [id])
  return { id, progress, begin, end, cancel }
}
