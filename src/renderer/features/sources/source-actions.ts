import type { Source } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { notChanged, refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

type WithheldSource = ReadonlySet<string>

/** Bulk actions on sources. Consent and risk are edited individually. */
export type SourceAction =
  | { readonly kind: 'remove' }
  /** `held`: the sources already withheld. */
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

/** Applies an action to the current revision of a source. Never rejects. */
export const actOn = async (id: Source['id'], act: SourceAction): Promise<Outcome> => {
  try {
    return act.kind === 'remove'
      ? await removeOne(await call('sources.get', { id }))
      : await hold(id, act.kind === 'holdBack', act.held)
  } catch (error) {
    return refused(error)
  }
}
