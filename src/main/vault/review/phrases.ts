import type { Attribution, AttributionContent, PublicationContent } from '../../../shared/claims.ts'
import type { AttributionId, PublicationId } from '../../../shared/ids.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { sha256 } from '../../../publication/items.ts'

type Used = { readonly id: PublicationId; readonly content: PublicationContent }

/** The publications that print a phrase, or are being prepared to. */
export const publicationsWith = (
  id: AttributionId,
  publications: readonly Used[],
): PublicationId[] =>
  publications
    .filter(({ content }) =>
      [...content.claims, ...content.reports].some(({ attributionId }) => attributionId === id),
    )
    .map((publication) => publication.id)

/** What a reader who has all of the phrases knows about the one person behind them. */
export const jointOf = (
  phrases: readonly AttributionContent[],
): {
  readonly roles: AttributionContent['role'][]
  readonly organisations: string[]
  readonly regions: AttributionContent['region'][]
  readonly periods: string[]
} => {
  const distinct = <T extends string>(values: readonly T[]): T[] =>
    [...new Set(values)].filter((value) => value !== '' && value !== 'unstated').sort()
  return {
    roles: distinct(phrases.map(({ role }) => role)),
    organisations: distinct(phrases.map(({ organisation }) => organisation)),
    regions: distinct(phrases.map(({ region }) => region)),
    periods: distinct(phrases.map(({ period }) => period)),
  }
}

/** What phrases say and how many each fits, as one digest; the basis of an estimate is no part. */
export const phrasesAs = (phrases: readonly Pick<Attribution, 'id' | 'content'>[]): string =>
  sha256(
    canonicalJson(
      phrases
        .map(({ id, content }) => ({ id, content: { ...content, basis: '' } }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  )
