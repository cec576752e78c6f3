import { call } from '../data/bridge.ts'
import type { Outcome } from './outcome.ts'

/** Deletes the current revision of a record; it can be restored until the lock. @throws AppError. */
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
