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

/** Items that are made when they are first read, and kept for the next reading. */
const lazily = <T, N>(items: readonly T[], make: (item: T, index: number) => N): Iterable<N> => {
  const made: N[] = []
  return {
    *[Symbol.iterator]() {
      for (const [at, item] of items.entries()) yield (made[at] ??= make(item, at))
    },
  }
}

export type NumberedItems = {
  readonly claims: Iterable<Numbered<PublicClaim>>
  readonly texts: Iterable<Numbered<PublicText>>
}

/**
 * Claims are C1, C2, …; texts T1, T2, …; in the order that a person chose. A digest is computed when
 * its item is first read.
 */
export const itemsOf = ({ claims, texts }: PublicRecord): NumberedItems => ({
  claims: lazily(claims, numbered('C')),
  texts: lazily(texts, numbered('T')),
})
