import { ClaimContent } from '../../shared/claims.ts'
import type { SourceId } from '../../shared/ids.ts'
import { ReportContent } from '../../shared/records.ts'
import type { Revision } from '../../shared/records.ts'

/**
 * Every source whose account is in some revisions: whom a report names, and who says a claim. Older
 * revisions count: what they tell was told by whom they name.
 */
export const namedSources = (revisions: readonly Revision[]): ReadonlySet<SourceId> =>
  new Set(
    revisions.flatMap(({ kind, content }) => {
      if (kind === 'report') return ReportContent.parse(JSON.parse(content)).sourceIds
      if (kind === 'claim') return ClaimContent.parse(JSON.parse(content)).sourceIds ?? []
      return []
    }),
  )
