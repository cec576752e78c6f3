import type { PublicationContent } from '../../../shared/claims.ts'
import type { ReportContent, Revision } from '../../../shared/records.ts'
import { isNameItem } from '../sealed-identities/name-exceptions.ts'

/**
 * A report in the form that may be stored, without overrides of protected names: an override would
 * reveal in a signed, exported revision that the quoted words are a sealed name (ADR 0019).
 */
export const reportWithoutNames = (content: ReportContent): ReportContent =>
  content.overrides.some(({ family }) => family === 'name')
    ? { ...content, overrides: content.overrides.filter(({ family }) => family !== 'name') }
    : content

/** Same for a publication, whose overrides refer to items by name. */
export const publicationWithoutNames = (content: PublicationContent): PublicationContent =>
  content.overrides.some(({ item }) => isNameItem(item))
    ? { ...content, overrides: content.overrides.filter(({ item }) => !isNameItem(item)) }
    : content

/** Content of any kind, in the form that may be stored. */
export const withoutNames = <T>(kind: Revision['kind'], content: T): T => {
  if (kind === 'report') return reportWithoutNames(content as ReportContent) as T
  if (kind === 'publication') return publicationWithoutNames(content as PublicationContent) as T
  return content
}
