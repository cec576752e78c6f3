import { randomSalt, recordDigest } from '../../../crypto/digest.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { hex } from '../../exchange/revision.ts'

/**
 * Places where a person said that a protected name is somebody else's. Kept in memory and nowhere
 * else: a note of it would tell whoever seizes the vault that the words are a sealed name (ADR 0019).
 */
export type NameExceptions = {
  /**
   * Names the words of a protected name in one place. Keyed with something random that is never
   * stored and that changes with every forgetting, so that no guess can be tried at it.
   */
  readonly itemOf: (where: string, words: string) => string
  readonly confirm: (items: readonly string[]) => void
  readonly has: (item: string) => boolean
  readonly forget: () => void
}

/** Is this an item about a protected name? Of these nothing may be stored. */
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
