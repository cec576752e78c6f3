import type { Attribution, AttributionContent, PublicationContent } from '../../../shared/claims.ts'
import type { AttributionId, PublicationId } from '../../../shared/ids.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { sha256 } from '../../../publication/items.ts'

/** The publications, written or in preparation, that print each phrase, newest first. Yields. */
export const readUses = function* (
  publications: Iterable<{ readonly id: PublicationId; readonly content: PublicationContent }>,
): Generator<undefined, ReadonlyMap<AttributionId, readonly PublicationId[]>, void> {
  const uses = new Map<AttributionId, PublicationId[]>()
  for (const { id, content } of publications) {
    const printed = new Set(
      [...content.claims, ...content.reports].map(({ attributionId }) => attributionId),
    )
    for (const phrase of printed) {
      if (phrase === null) continue
      const known = uses.get(phrase)
      if (known === undefined) uses.set(phrase, [id])
      else known.push(id)
    }
    yield
  }
  return uses
}

/** What a reader of all the phrases knows about the one person that they describe. */
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

/** A digest of the phrases and their pools; excludes the basis of an estimate. */
export const phrasesAs = (phrases: readonly Pick<Attribution, 'id' | 'content'>[]): string =>
  sha256(
    canonicalJson(
      phrases
        .map(({ id, content }) => ({ id, content: { ...content, basis: '' } }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ),
  )
