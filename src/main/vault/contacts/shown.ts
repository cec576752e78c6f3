import type { z } from 'zod'
import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Card, Contact, ShownCard } from '../../../shared/contacts.ts'
import { cardDigest, keysOfCard } from '../../exchange/card.ts'
import { cardWords } from '../../exchange/card-words.ts'
import { identityKeyText, readIdentityRecipients } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'
import { callNames, findLookAlikes, keysText, knownContacts, shownKey } from './trust-status.ts'
import type { KnownContact } from './trust-status.ts'

export const shownCard = (card: Card): z.infer<typeof ShownCard> => ({
  card: cardDigest(card),
  author: card.author,
  pseudonym: card.pseudonym,
  key: shownKey(card),
  keys: keysText(card),
  words: cardWords(keysOfCard(card)),
  hasIdentity: card.identity !== null,
  desks: card.desks.length,
  serial: card.serial,
  day: card.day,
})

/** Contacts whose name could be mistaken for another one's, by name and key. */
export const shownLookAlikes = (contacts: readonly KnownContact[]): Contact['lookAlikes'] =>
  contacts.map(({ card }) => ({ pseudonym: card.pseudonym, key: shownKey(card) }))

/** All contacts by name, revoked ones last. */
export const shownContacts = ({ store, author }: Session): Contact[] => {
  const sealedTo = new Set(
    readIdentityRecipients(store).map(({ publicKey }) => identityKeyText(publicKey)),
  )
  const escrows = new Map(
    store.escrows
      .held()
      .map(({ escrow, received, opened }) => [
        escrow.author,
        { serial: escrow.serial, day: escrow.day, received, opened },
      ]),
  )
  const contacts = knownContacts(store)
  const called = callNames(contacts)
  const lookAlikes = findLookAlikes(contacts)
  return contacts
    .map((contact) => ({ ...contact, pseudonym: called(contact) }))
    .map(({ entry, card, state, pseudonym }) => ({
      ...shownCard(card),
      pseudonym,
      lookAlikes: shownLookAlikes(lookAlikes(card)),
      recipient: card.recipient,
      fingerprint: fingerprint(utf8(card.recipient)),
      state,
      added: entry.added,
      verified: entry.verified,
      revoked: entry.revoked,
      isDesk: entry.desk,
      namesUs: card.desks.includes(author),
      isSealedTo: card.identity !== null && sealedTo.has(card.identity),
      escrow: escrows.get(card.author) ?? null,
    }))
    .sort(
      (a, b) =>
        Number(a.state === 'revoked') - Number(b.state === 'revoked') ||
        a.pseudonym.localeCompare(b.pseudonym) ||
        (a.author < b.author ? -1 : 1),
    )
}
