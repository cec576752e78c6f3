import { createHash } from 'node:crypto'
import { canonicalJson } from '../shared/canonical.ts'
import type { Canonical } from '../shared/canonical.ts'
import type { PublicClaim, PublicRecord, PublicText } from './public-record.ts'

/**
 * An item of a record with the number that it is quoted by, and the SHA-256 of the canonical JSON of
 * everything else in it: what a quotation can be checked against.
 */
export type Numbered<T> = T & { readonly number: string; readonly digest: string }

export const sha256 = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

const numbered =
  (letter: string) =>
  <T extends { readonly [key: string]: Canonical }>(item: T, index: number): Numbered<T> => {
    const named = { ...item, number: `${letter}${index + 1}` }
    return { ...named, digest: sha256(canonicalJson(named)) }
  }

/** Claims are C1, C2, …; texts T1, T2, …; in the order that a person chose. */
export const itemsOf = ({
  claims,
  texts,
}: PublicRecord): {
  readonly claims: readonly Numbered<PublicClaim>[]
  readonly texts: readonly Numbered<PublicText>[]
} => ({
  claims: claims.map(numbered('C')),
  texts: texts.map(numbered('T')),
})
