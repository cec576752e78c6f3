import type { PublicationContent } from '../../../shared/claims.ts'
import type { ReportContent, Revision } from '../../../shared/records.ts'
import { isNameItem } from '../sealed-identities/name-exceptions.ts'

/**
 * A report as it may be kept. That a protected name was let stand is no part of it: it would say of
 * the quoted words that they are somebody's sealed name, in a signed revision that travels (ADR 0019).
 */
export const reportWithoutNames = (content: ReportContent): ReportContent =>
  content.overrides.some(({ family }) => family === 'name')
    ? { ...content, overrides: content.overrides.filter(({ family }) => family !== 'name') }
    : content

/** The same for a publication, whose overrides go by the names of items. */
export const publicationWithoutNames = (content: PublicationContent): PublicationContent =>
  content.overrides.some(({ item }) => isNameItem(item))
    ? { ...content, overrides: content.overrides.filter(({ item }) => !isNameItem(item)) }
    : content

/** Content of any kind, as it may be kept. */
export const withoutNames = <T>(kind: Revision['kind'], content: T): T => {
  if (kind === 'report') return reportWithoutNames(content as ReportContent) as T
  if (kind === 'publication') return publicationWithoutNames(content as PublicationContent) as T
  return content
}
