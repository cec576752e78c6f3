import { AttributionContent, ClaimContent, PublicationContent } from '../../shared/claims.ts'
import type { RecordId } from '../../shared/ids.ts'
import { ReportContent, type Revision } from '../../shared/records.ts'

/**
 * What a record cannot be understood without: a report's case and sources, a claim's report and who
 * says it, a phrase's source, and all that a publication prints. Links from claim to claim and from source to
 * source may dangle.
 */
export function referencesOf(kind: Revision['kind'], content: unknown): RecordId[] {
  const found: (string | null)[] = []
  if (kind === 'report') {
    const { caseId, sourceIds } = ReportContent.parse(content)
    found.push(caseId, ...sourceIds)
  } else if (kind === 'claim') {
    const { reportId, caseId, sourceIds = [] } = ClaimContent.parse(content)
    found.push(reportId, caseId, ...sourceIds)
  } else if (kind === 'attribution') {
    found.push(AttributionContent.parse(content).sourceId)
  } else if (kind === 'publication') {
    const { caseId, claims, reports } = PublicationContent.parse(content)
    found.push(caseId)
    for (const { claimId, attributionId } of claims) found.push(claimId, attributionId)
    for (const { reportId, attributionId } of reports) found.push(reportId, attributionId)
  }
  return [...new Set(found.filter((id) => id !== null))] as RecordId[]
}
