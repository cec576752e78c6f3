import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { In, Out } from '../../../../shared/contract.ts'
import { call, newTask } from '../../../data/bridge.ts'
import type { AppError } from '../../../data/bridge.ts'
import { forDecision } from '../../../data/query-client.ts'

export type Plan = Out<'handover.prepare'>

export type Planned = {
  readonly plan: Plan | undefined
  readonly error: AppError | null
  readonly isPending: boolean
  readonly cancel: () => void
  readonly again: () => void
}

/** What the hand-over would erase, requested again for each display, and not while it runs. */
export const usePlanned = (
  input: Omit<In<'handover.prepare'>, 'task'>,
  isRunning: boolean,
): Planned => {
  const [task, setTask] = useState<string | null>(null)
  const { data, error, isFetching, refetch } = useQuery<Plan, AppError>({
    queryKey: ['handover.prepare', input],
    queryFn: ({ signal }) => {
      const name = newTask()
      setTask(name)
      signal.addEventListener(
        'abort',
        () => void call('tasks.cancel', { task: name }).catch(() => undefined),
      )
      return call('handover.prepare', { task: name, ...input })
    },
    enabled: !isRunning,
    staleTime: 0,
    gcTime: 0,
    meta: forDecision,
  })
  return {
    plan: isFetching ? undefined : data,
    error: isFetching ? null : error,
    isPending: isFetching,
    cancel: () => {
      if (task !== null) void call('tasks.cancel', { task }).catch(() => undefined)
    },
    again: () => void refetch(),
  }
}
