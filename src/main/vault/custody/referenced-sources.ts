import { ClaimContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'

/**
 * Every source whose statements are in these revisions: sources named by a report, and sources of a
 * claim. Older revisions count too. Yields after each revision.
 */
export const referencedSources = function* (
  revisions: Iterable<Revision>,
): Generator<undefined, ReadonlySet<SourceId>, void> {
  const named = new Set<SourceId>()
  for (const revision of revisions) {
    for (const id of sourcesIn(revision)) named.add(id)
    yield
  }
  return named
}

/** The sources whose statements are in one revision. */
export const sourcesIn = ({ kind, content }: Revision): readonly SourceId[] => {
  if (kind === 'report') return ReportContent.parse(JSON.parse(content)).sourceIds
  if (kind === 'claim') return ClaimContent.parse(JSON.parse(content)).sourceIds ?? []
  return []
}
