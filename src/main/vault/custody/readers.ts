import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import { passphraseMarker } from '../../exchange/manifest.ts'
import { knownContacts } from '../contacts/trust-status.ts'
import type { Session } from '../session/session.ts'

/*
 * Who can read a file is a question about people, not about one list of keys: the same contact reads
 * a file to them alone, one to them and others, and one to a key that they had before or have now.
 */

/** Somebody who can read a file: a contact or ourselves, by author key, or a key that is nobody's. */
export type Reader = string

export type Readers = {
  readonly who: ReadonlySet<Reader>
  /** Those of them that are a key which no card names. */
  readonly nobodys: ReadonlySet<Reader>
  /** A passphrase, or a key that no card names, is among them: it may be anybody's. */
  readonly isOpen: boolean
}

/** What a past export names one of its recipients by. */
export const shortName = (recipient: string): string =>
  recipient === passphraseMarker ? 'passphrase' : fingerprint(utf8(recipient))

/**
 * Who reads what goes to recipients, by their short names. A key that several cards name counts for
 * all of them: who holds it is for nobody here to say.
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
    // A passphrase is nobody: whoever reads the next file may be somebody else.
    who: new Set(
      to.flatMap((short) => (short === 'passphrase' ? [] : [...(holders.get(short) ?? [short])])),
    ),
    nobodys: new Set(to.filter((short) => short !== 'passphrase' && !holders.has(short))),
    isOpen: to.some((short) => !holders.has(short)),
  })
}
