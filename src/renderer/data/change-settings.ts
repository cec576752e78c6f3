import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient, UseMutationResult } from '@tanstack/react-query'
import type { Settings } from '../../shared/records.ts'
import { call } from './bridge.ts'
import type { AppError } from './bridge.ts'
import { readAgain } from './query-client.ts'

/** The change that goes on, of each window: the next one reads what it leaves. */
const underWay = new WeakMap<QueryClient, Promise<void>>()

const write = async (client: QueryClient, change: Partial<Settings>): Promise<void> => {
  const now = await call('settings.get', {})
  const isSo = (Object.keys(change) as (keyof Settings)[]).every((key) => now[key] === change[key])
  if (isSo) return
  await call('settings.set', { ...now, ...change })
  void readAgain(client)
}

/**
 * Changes some of the settings and leaves the others as they are in the vault at this moment: what the
 * window has read of them may be older than what somebody has just set. What is so already is not
 * written. One change goes after the other.
 *
 * @throws Refusal.
 */
export const changeSettings = (client: QueryClient, change: Partial<Settings>): Promise<void> => {
  const before = underWay.get(client) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => write(client, change))
  underWay.set(client, mine)
  return mine
}

/** The same, as an act of a form. */
export const useChangeSettings = ({
  onSuccess,
  onError,
}: {
  readonly onSuccess?: (change: Partial<Settings>) => void
  readonly onError?: (refusal: AppError) => void
} = {}): UseMutationResult<void, AppError, Partial<Settings>> => {
  const client = useQueryClient()
  return useMutation<void, AppError, Partial<Settings>>({
    onSuccess: (_, change) => onSuccess?.(change),
    onError: (refusal) => onError?.(refusal),
    mutationFn: (change) => changeSettings(client, change),
  })
}
