import type { Claim } from '../../../shared/claims.ts'
import { call } from '../../data/bridge.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { notChanged, refused } from '../../selection/outcome.ts'
import type { Outcome } from '../../selection/outcome.ts'
import { removeOne } from '../../selection/remove-one.ts'

/** Bulk actions on claims. Grading is not one: a claim is graded individually, after reading it. */
export type ClaimAction =
  | { readonly kind: 'remove' }
  | { readonly kind: 'case'; readonly caseId: Claim['content']['caseId'] }

export const doneWords = {
  remove: 'selection.doneRemoveClaims',
  case: 'selection.doneCaseClaims',
} as const satisfies Record<ClaimAction['kind'], MessageKey>

/** Applies an action to the current revision of a claim. Never rejects. */
export const actOn = async (id: Claim['id'], act: ClaimAction): Promise<Outcome> => {
  try {
    const claim = await call('claims.get', { id })
    if (act.kind === 'remove') return await removeOne(claim)
    const { content } = claim
    if (content.caseId === act.caseId) return notChanged('selection.whySame')
    const next = { ...content, caseId: act.caseId }
    const saved = await call('claims.save', { id, rev: claim.rev, content: next })
    return {
      isDone: true,
      takeBack: async () => {
        // Only if it was not edited since: the vault process refuses an older revision number.
        await call('claims.save', { id, rev: saved.rev, content })
      },
    }
  } catch (error) {
    return refused(error)
  }
}
