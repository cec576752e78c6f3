import type { ClaimContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'

/**
 * The possible sources of a claim: of the sources that its report names, those set for the claim,
 * or all if none are set. Sources that the report no longer names are left out.
 */
export const claimSourcesOf = (
  { sourceIds }: Pick<ClaimContent, 'sourceIds'>,
  named: readonly SourceId[],
): SourceId[] =>
  sourceIds === undefined ? [...named] : named.filter((id) => sourceIds.includes(id))
