import type { Case } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { notChanged, refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

/** Bulk actions on cases. */
export type CaseAction =
  | { readonly kind: 'remove' }
  | { readonly kind: 'status'; readonly status: Case['content']['status'] }

export const doneWords = {
  remove: 'selection.doneRemoveCases',
  status: 'selection.doneStatus',
} as const satisfies Record<CaseAction['kind'], MessageKey>

/** Applies an action to the current revision of a case. Never rejects. */
export const actOn = async (id: Case['id'], act: CaseAction): Promise<Outcome> => {
  try {
    const { rev, content } = await call('cases.get', { id })
    if (act.kind === 'remove') return await removeOne({ id, rev })
    if (content.status === act.status) return notChanged('selection.whySame')
    const saved = await call('cases.save', { id, rev, content: { ...content, status: act.status } })
    return {
      isDone: true,
      takeBack: async () => {
        // Only if it was not edited since: the vault process refuses an older revision number.
        await call('cases.save', { id, rev: saved.rev, content })
      },
    }
  } catch (error) {
    return refused(error)
  }
}
