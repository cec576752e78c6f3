import { ClaimContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'

/**
 * Every source whose statements are in these revisions: sources named by a report, and sources of a
 * claim. Older revisions count too.
 */
export const referencedSources = (revisions: Iterable<Revision>): ReadonlySet<SourceId> => {
  const named = new Set<SourceId>()
  for (const { kind, content } of revisions) {
    for (const id of sourcesIn(kind, content)) named.add(id)
  }
  return named
}

const sourcesIn = (kind: Revision['kind'], content: string): readonly SourceId[] => {
  if (kind === 'report') return ReportContent.parse(JSON.parse(content)).sourceIds
  if (kind === 'claim') return ClaimContent.parse(JSON.parse(content)).sourceIds ?? []
  return []
}
