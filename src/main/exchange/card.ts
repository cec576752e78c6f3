import { utf8 } from '../../crypto/bytes.ts'
import { cardKeysDigest } from '../../crypto/fingerprint.ts'
import { plainDigest } from '../../crypto/digest.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import { Card, cardForm } from '../../shared/contacts.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { boundsOf } from './json-bounds.ts'
import { hex, unhex } from './revision.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

const bounds = boundsOf(Card)

/** Signs a card. The caller ensures that `author` is the key's public half. */
export const signCard = (
  unsigned: Omit<Card, 'format' | 'version' | 'signature'>,
  signing: SigningKeyPair,
): Card => {
  const body = { format: 'understory-card', version: 1, ...unsigned } as const
  return Card.parse({
    ...body,
    signature: hex(sign('contact', utf8(cardForm(body)), signing.secretKey)),
  })
}

/** The bytes of a card, in a bundle and in a file of its own. */
export const cardBytes = (card: Card): Uint8Array => canonicalBytes(card)

/** BLAKE2b-256 of the card's bytes: its name. */
export const cardDigest = (card: Card): string => hex(plainDigest(cardBytes(card)))

/**
 * Digest of the keys that people compare in words. Cards with the same digest have the same keys,
 * whatever their other fields.
 */
export const keysOfCard = ({ author, recipient, identity }: Card): Uint8Array =>
  cardKeysDigest({
    signing: unhex(author),
    recipient,
    identity: identity === null ? null : new Uint8Array(Buffer.from(identity, 'base64url')),
  })

/**
 * Reads a card and checks its author's signature. That proves that its parts belong together; only
 * a comparison in person proves the author's identity.
 *
 * @throws Failure 'too-big', 'malformed' (no canonical JSON, or not the fields of a card),
 * 'unsupported' (another format or version), 'bad-signature'.
 */
export const readCard = (bytes: Uint8Array): Card => {
  if (bytes.length > limits.cardBytes) throw new Failure('too-big')
  const value = parseCanonicalBytes(bytes, bounds)
  if (value === null || typeof value !== 'object' || !('format' in value)) {
    throw new Failure('malformed')
  }
  if (value['format'] !== 'understory-card' || value['version'] !== 1) {
    throw new Failure('unsupported')
  }
  const parsed = Card.safeParse(value)
  // Two spellings of one key would give two sets of words for it.
  if (!parsed.success || !isExactKey(parsed.data.identity)) throw new Failure('malformed')
  const { signature, ...body } = parsed.data
  if (!verify('contact', utf8(cardForm(body)), unhex(signature), unhex(body.author))) {
    throw new Failure('bad-signature')
  }
  return parsed.data
}

const isExactKey = (text: string | null): boolean =>
  text === null || Buffer.from(text, 'base64url').toString('base64url') === text

/**
 * Is `a` newer than `b`, both by one author? A total order, so that every vault chooses the same
 * card.
 */
const isNewer = (a: Card, b: Card): boolean => {
  if (a.serial !== b.serial) return a.serial > b.serial
  if (a.day !== b.day) return a.day > b.day
  return cardDigest(a) > cardDigest(b)
}

/** The newest of one author's cards; null: none. The order of arrival does not matter. */
export const newestCard = (cards: readonly Card[]): Card | null =>
  cards.reduce<Card | null>(
    (best, card) => (best === null || isNewer(card, best) ? card : best),
    null,
  )

/**
 * Every key that any card of an author names as a desk. Grants are cumulative and never revoked, so
 * that the result does not depend on the order of arrival (ADR 0015).
 */
export const desksOf = (cards: readonly Card[]): ReadonlySet<AuthorKey> =>
  new Set(cards.flatMap(({ desks }) => desks))

/** The fewest cards of one author that show the newest keys and prove every grant, newest first. */
export const provingCards = (cards: readonly Card[]): Card[] => {
  const proven = new Set<AuthorKey>()
  const sorted = [...new Map(cards.map((card) => [cardDigest(card), card])).values()].sort(
    (a, b) => (isNewer(a, b) ? -1 : 1),
  )
  return sorted.filter(({ desks }, i) => {
    const adds = i === 0 || desks.some((desk) => !proven.has(desk))
    for (const desk of desks) proven.add(desk)
    return adds
  })
}
