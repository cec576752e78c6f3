import type { PublicationContent } from '../../src/shared/claims.ts'
import type { CaseId } from '../../src/shared/ids.ts'

/** A publication of a case that prints nothing yet. */
export const publicationContent = (caseId: CaseId): PublicationContent => ({
  caseId,
  language: 'en',
  title: 'A public record',
  summary: '',
  method: '',
  claims: [],
  reports: [],
  overrides: [],
})
