import type { Source } from '../../../shared/records.ts'
import { call } from '../../bridge.ts'
import { refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

/** What can be done to many sources: consent, risk and contact are a matter of each by itself. */
export type SourceAct = { readonly kind: 'remove' }

/** Removes one source, as it is now. Never rejects. */
export const actOn = async (id: Source['id']): Promise<Outcome> => {
  try {
    return await removeOne(await call('sources.get', { id }))
  } catch (error) {
    return refused(error)
  }
}
