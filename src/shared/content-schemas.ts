import { AttributionContent, ClaimContent, PublicationContent } from './claims.ts'
import { CaseContent, ReportContent, SourceContent } from './records.ts'

/** What the content of a revision must be, by its kind. */
export const contentSchemas = {
  case: CaseContent,
  source: SourceContent,
  report: ReportContent,
  claim: ClaimContent,
  attribution: AttributionContent,
  publication: PublicationContent,
} as const
