import { call } from '../data/bridge.ts'
import type { Outcome } from './outcome.ts'

/** Removes a record as it is now; until the lock it can be had back. @throws Refusal. */
export const removeOne = async ({
  id,
  rev,
}: {
  readonly id: string
  readonly rev: number
}): Promise<Outcome> => {
  await call('records.remove', { id, rev })
  return { isDone: true, takeBack: async () => void (await call('records.restore', { id })) }
}
