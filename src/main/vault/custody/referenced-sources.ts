import { ClaimContent } from '../../../shared/claims.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'

/** The sources whose statements are in one revision. */
export const sourcesIn = ({ kind, content }: Revision): readonly SourceId[] => {
  if (kind === 'report') return ReportContent.parse(JSON.parse(content)).sourceIds
  if (kind === 'claim') return ClaimContent.parse(JSON.parse(content)).sourceIds ?? []
  return []
}
