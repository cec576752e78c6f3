import type { ClaimContent } from '../../shared/claims.ts'
import type { Report } from '../../shared/records.ts'

/** Words selected in a report's text, as UTF-16 offsets into it. */
export type QuoteSpan = { readonly quote: string; readonly start: number; readonly end: number }

const nowhere = { text: '', precision: 'unstated' } as const

/** Initial content of a claim: the marked words, and details of its report. */
export const claimFrom = ({ id, content }: Report, span: QuoteSpan): ClaimContent => ({
  reportId: id,
  caseId: content.caseId,
  ...span,
  statement: span.quote.replaceAll(/\s+/gu, ' ').trim(),
  act: '',
  whom: '',
  byWhom: '',
  from: content.place.text === '' ? nowhere : content.place,
  to: nowhere,
  when: content.eventDate,
  count: { qualifier: 'unknown', low: null, high: null },
  credibility: '6',
  credibilityReason: '',
  links: [],
})

/** Omits the key without sources: an empty list would be different content to sign. */
export const saidBy = (
  content: ClaimContent,
  ids: NonNullable<ClaimContent['sourceIds']>,
): ClaimContent => {
  const { sourceIds: _, ...unsaid } = content
  return ids.length === 0 ? unsaid : { ...unsaid, sourceIds: ids }
}

/** The typed count. Null: not complete enough to be saved. */
export const countOf = (
  qualifier: ClaimContent['count']['qualifier'],
  low: number | null,
  high: number | null,
): ClaimContent['count'] | null => {
  if (qualifier === 'unknown') return { qualifier, low: null, high: null }
  if (low === null) return null
  if (qualifier !== 'between') return { qualifier, low, high: null }
  return high === null || high < low ? null : { qualifier, low, high }
}
