import type { ClaimContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'

/**
 * Who may stand for a claim: of the sources that its report names, those who say it; all of them where
 * nobody said which. Whoever the report names no longer is left out.
 */
export const claimSourcesOf = (
  { sourceIds }: Pick<ClaimContent, 'sourceIds'>,
  named: readonly SourceId[],
): SourceId[] =>
  sourceIds === undefined ? [...named] : named.filter((id) => sourceIds.includes(id))
