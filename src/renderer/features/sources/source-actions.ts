import type { Source } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { notChanged, refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

type WithheldSource = ReadonlySet<string>

/** What can be done to many sources: consent and risk are a matter of each by itself. */
export type SourceAction =
  | { readonly kind: 'remove' }
  /** `held`: those that are held back already. */
  | { readonly kind: 'holdBack'; readonly held: WithheldSource }
  | { readonly kind: 'letGo'; readonly held: WithheldSource }

export const doneWords = {
  remove: 'selection.doneRemoveSources',
  holdBack: 'selection.doneHoldBack',
  letGo: 'selection.doneLetGo',
} as const satisfies Record<SourceAction['kind'], MessageKey>

const hold = async (id: Source['id'], isHeld: boolean, held: WithheldSource): Promise<Outcome> => {
  if (held.has(id) === isHeld) return notChanged('selection.whySame')
  await call('sources.holdBack', { id, isHeld })
  return {
    isDone: true,
    takeBack: async () => void (await call('sources.holdBack', { id, isHeld: !isHeld })),
  }
}

/** Does one act to one source, as it is now. Never rejects. */
export const actOn = async (id: Source['id'], act: SourceAction): Promise<Outcome> => {
  try {
    return act.kind === 'remove'
      ? await removeOne(await call('sources.get', { id }))
      : await hold(id, act.kind === 'holdBack', act.held)
  } catch (error) {
    return refused(error)
  }
}
