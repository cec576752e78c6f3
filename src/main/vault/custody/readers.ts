import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import { passphraseMarker } from '../../exchange/manifest.ts'
import { knownContacts } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

/*
 * Readers are counted as people, not as lists of keys: the same contact can read a file to that
 * contact alone, a file to several recipients, and a file to an earlier or current key.
 */

/**
 * A possible reader of a file: a contact or this vault, by author key, or a key that no card names.
 */
export type Reader = string

export type Readers = {
  readonly who: ReadonlySet<Reader>
  /** The readers that are a key which no card names. */
  readonly nobodys: ReadonlySet<Reader>
  /**
   * Whether the readers include a passphrase or a key that no card names, which any person may
   * have.
   */
  readonly isOpen: boolean
}

/** The name of a recipient in the stored list of a past export. */
export const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? 'passphrase' : fingerprint(utf8(recipient))

/**
 * The readers of a file, by the short names of its recipients. A key that several cards name counts
 * for all of them, since this vault can't tell which of them has it.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readersOf = ({
  store,
  age,
  author,
}: Pick<Session, 'store' | 'age' | 'author'>): ((to: readonly string[]) => Readers) => {
  const holders = new Map<string, Set<Reader>>()
  const add = (recipient: string, reader: Reader): void => {
    const short = shortName(recipient)
    holders.set(short, (holders.get(short) ?? new Set()).add(reader))
  }
  for (const { recipient } of [age.hybrid, age.classic]) add(recipient, author)
  for (const { card, cards } of knownContacts(store)) {
    for (const { recipient } of cards) add(recipient, card.author)
  }
  return (to) => ({
    // A passphrase identifies no reader: the next file to it may have a different one.
    who: new Set(
      to.flatMap((short) => (short === 'passphrase' ? [] : [...(holders.get(short) ?? [short])])),
    ),
    nobodys: new Set(to.filter((short) => short !== 'passphrase' && !holders.has(short))),
    isOpen: to.some((short) => !holders.has(short)),
  })
}
