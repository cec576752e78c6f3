import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueryClient, UseMutationResult } from '@tanstack/react-query'
import type { Settings } from '../../shared/records.ts'
import { call } from './bridge.ts'
import type { AppError } from './bridge.ts'
import { readAgain } from './query-client.ts'

/** The running change of each window; the next one reads its result. */
const underWay = new WeakMap<QueryClient, Promise<void>>()

const write = async (client: QueryClient, change: Partial<Settings>): Promise<void> => {
  const now = await call('settings.get', {})
  const isSo = (Object.keys(change) as (keyof Settings)[]).every((key) => now[key] === change[key])
  if (isSo) return
  await call('settings.set', { ...now, ...change })
  void readAgain(client)
}

/**
 * Changes some settings and keeps the current values of the others in the vault: the window's copy
 * may be older than a change just made. Unchanged values are not written. Changes run one after the
 * other.
 *
 * @throws AppError.
 */
export const changeSettings = (client: QueryClient, change: Partial<Settings>): Promise<void> => {
  const before = underWay.get(client) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => write(client, change))
  underWay.set(client, mine)
  return mine
}

/** The same, as an action of a form. */
export const useChangeSettings = ({
  onSuccess,
  onError,
}: {
  readonly onSuccess?: (change: Partial<Settings>) => void
  readonly onError?: (failure: AppError) => void
} = {}): UseMutationResult<void, AppError, Partial<Settings>> => {
  const client = useQueryClient()
  return useMutation<void, AppError, Partial<Settings>>({
    onSuccess: (_, change) => onSuccess?.(change),
    onError: (failure) => onError?.(failure),
    mutationFn: (change) => changeSettings(client, change),
  })
}
