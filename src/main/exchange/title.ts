import { AttributionContent, ClaimContent, PublicationContent } from '../../shared/claims.ts'
import { CaseContent, ReportContent, SourceContent, type Revision } from '../../shared/records.ts'

/** What a list calls a record. `content` fits the schema of its kind: it was checked before. */
export function titleOf(kind: Revision['kind'], content: unknown): string {
  if (kind === 'case') return CaseContent.parse(content).title
  if (kind === 'report') return ReportContent.parse(content).title
  if (kind === 'claim') return ClaimContent.parse(content).statement
  if (kind === 'attribution') return AttributionContent.parse(content).phrase
  if (kind === 'publication') return PublicationContent.parse(content).title
  const { codeName, name } = SourceContent.parse(content)
  return codeName === '' ? name : codeName
}
