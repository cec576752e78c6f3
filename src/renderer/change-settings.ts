import type { QueryClient } from '@tanstack/react-query'
import type { Settings } from '../shared/records.ts'
import { call } from './bridge.ts'

/**
 * Changes some of the settings and leaves the others as they are in the vault at this moment: what the
 * window has read of them may be older than what somebody has just set. What is so already is not written.
 *
 * @throws Refusal.
 */
export const changeSettings = async (
  client: QueryClient,
  change: Partial<Settings>,
): Promise<void> => {
  const now = await call('settings.get', {})
  const isSo = (Object.keys(change) as (keyof Settings)[]).every((key) => now[key] === change[key])
  if (isSo) return
  await call('settings.set', { ...now, ...change })
  await client.invalidateQueries()
}
