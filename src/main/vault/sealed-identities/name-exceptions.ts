import { randomSalt, recordDigest } from '../../../crypto/digest.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { hex } from '../../exchange/revision.ts'

/**
 * Locations where the user marked a protected name as a different person. Kept only in memory: if
 * the vault is seized, a stored note would reveal that the words are a sealed name (ADR 0019).
 */
export type NameExceptions = {
  /**
   * Identifies the words of a protected name in one location. Keyed with a random value that is
   * never stored and that changes whenever the exceptions are forgotten, so that no guess can be
   * tested against it.
   */
  readonly itemOf: (where: string, words: string) => string
  readonly confirm: (items: readonly string[]) => void
  readonly has: (item: string) => boolean
  readonly forget: () => void
}

/** Whether an item is about a protected name. Such items must never be stored. */
export const isNameItem = (item: string): boolean => /^lint:.*:name:/s.test(item)

export const createNameExceptions = (): NameExceptions => {
  let key = randomSalt()
  const confirmed = new Set<string>()
  return {
    itemOf: (where, words) =>
      `lint:${where}:name:${hex(recordDigest(key, utf8(canonicalJson([where, words])))).slice(0, 32)}`,
    confirm: (items) => {
      for (const item of items) if (isNameItem(item)) confirmed.add(item)
    },
    has: (item) => confirmed.has(item),
    forget: () => {
      confirmed.clear()
      key.fill(0)
      key = randomSalt()
    },
  }
}
