import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Card, Contact } from '../../../shared/contacts.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { keysOfCard, newestCard } from '../../exchange/card.ts'
import { hex, unhex } from '../../exchange/revision.ts'
import type { ContactEntry } from '../../store/contact-entries.ts'
import type { Store } from '../../store/types.ts'
import { plainName } from '../session/plain-name.ts'
import type { Session } from '../session/session.ts'

export type KnownContact = {
  readonly entry: ContactEntry
  /** The newest. */
  readonly card: Card
  /** All of them, the newest too. */
  readonly cards: readonly Card[]
  readonly state: Contact['state']
}

export const keysText = (card: Card): string => hex(keysOfCard(card))

const stateOf = ({ revoked, keys }: ContactEntry, card: Card): Contact['state'] => {
  if (revoked !== null) return 'revoked'
  if (keys === null) return 'unverified'
  return keys === keysText(card) ? 'verified' : 'changed'
}

const known = (entry: ContactEntry, cards: readonly Card[]): KnownContact => {
  const card = newestCard(cards)
  // A contact begins with a card, and no card is ever removed.
  if (card === null) throw new Failure('damaged')
  return { entry, card, cards, state: stateOf(entry, card) }
}

/** Everybody whose card was added, revoked ones too. @throws Failure 'tampered', 'damaged'. */
export const knownContacts = ({ contacts }: Pick<Store, 'contacts'>): KnownContact[] => {
  const byAuthor = new Map<AuthorKey, Card[]>()
  for (const card of contacts.everyCard()) {
    byAuthor.set(card.author, [...(byAuthor.get(card.author) ?? []), card])
  }
  return contacts.list().map((entry) => known(entry, byAuthor.get(entry.author) ?? []))
}

/** One of them; null: no contact. @throws Failure 'tampered', 'damaged'. */
export const contactOf = (
  { contacts }: Pick<Store, 'contacts'>,
  author: AuthorKey,
): KnownContact | null => {
  const entry = contacts.find(author)
  return entry === null ? null : known(entry, contacts.cards(author))
}

const looksLikeKey = /([0-9a-f]{4} ?){8}/

/**
 * How contacts are called here: by the pseudonym of their newest card, and with the key as well where
 * that alone does not say who it is, since another one goes by it, or since they went by another
 * themselves under the keys that they have. A pseudonym is no part of what people compared: whoever
 * takes another's is not taken for them.
 */
export const callNames = (
  contacts: readonly KnownContact[],
): ((contact: KnownContact) => string) => {
  const holders = new Map<string, Set<AuthorKey>>()
  for (const { card } of contacts) {
    const name = plainName(card.pseudonym)
    holders.set(name, (holders.get(name) ?? new Set()).add(card.author))
  }
  return ({ card, cards }) => {
    const name = plainName(card.pseudonym)
    const others = [...(holders.get(name) ?? [])].some((author) => author !== card.author)
    const before = cards.some(
      (each) => keysText(each) === keysText(card) && plainName(each.pseudonym) !== name,
    )
    // A name that holds a key's own signs would be read as somebody else's key.
    return others || before || looksLikeKey.test(name)
      ? `${card.pseudonym} ${fingerprint(unhex(card.author))}`
      : card.pseudonym
  }
}

type Called = { readonly seq: number; readonly of: (author: AuthorKey) => Sender | null }
const lastCalled = new WeakMap<Store, Called>()

/** A contact's standing and name, read once for as long as nothing is written: many are asked at once. */
const calledIn = (store: Store): Called['of'] => {
  const { seq } = store.journal.tail()
  const kept = lastCalled.get(store)
  if (kept?.seq === seq) return kept.of
  const contacts = knownContacts(store)
  const nameOf = callNames(contacts)
  const senders = new Map(
    contacts.map((contact): [AuthorKey, Sender] => [
      contact.card.author,
      { state: contact.state, pseudonym: nameOf(contact) },
    ]),
  )
  const of = (author: AuthorKey): Sender | null => senders.get(author) ?? null
  lastCalled.set(store, { seq, of })
  return of
}

export type Sender = {
  readonly state: Contact['state'] | 'us' | 'unknown'
  /** Empty where nobody knows one. */
  readonly pseudonym: string
}

/** Who signed a file. */
export const senderOf = ({ store, author, settings }: Session, sender: AuthorKey): Sender => {
  if (sender === author) return { state: 'us', pseudonym: settings().pseudonym }
  return calledIn(store)(sender) ?? { state: 'unknown', pseudonym: '' }
}

/** A file of somebody who is no contact, or none any more, may be looked at and set aside. */
export const isStranger = ({ state }: Sender): boolean => state === 'unknown' || state === 'revoked'

/** What a person is told of who signed something: a verified contact's pseudonym, else the key. */
export const signerName = (session: Session, signer: AuthorKey): string => {
  const { state, pseudonym } = senderOf(session, signer)
  return state === 'verified' ? pseudonym : fingerprint(unhex(signer))
}
