import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Card, Contact } from '../../../shared/contacts.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { keysOfCard, newestCard } from '../../exchange/card.ts'
import { hex, unhex } from '../../exchange/revision.ts'
import type { ContactEntry } from '../../store/vault-rows.ts'
import type { Store } from '../../store/store.ts'
import { plainName } from '../session/plain-name.ts'
import type { Session } from '../session/session.ts'
import { looksOf } from './look-alikes.ts'

export type KnownContact = {
  readonly entry: ContactEntry
  /** The newest card. */
  readonly card: Card
  /** All cards, including the newest. */
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
  // A contact is created with a card, and cards are never deleted.
  if (card === null) throw new Failure('damaged')
  return { entry, card, cards, state: stateOf(entry, card) }
}

/** All contacts, including revoked ones. @throws Failure 'tampered', 'damaged'. */
export const knownContacts = ({ contacts }: Pick<Store, 'contacts'>): KnownContact[] => {
  const byAuthor = new Map<AuthorKey, Card[]>()
  for (const card of contacts.everyCard()) {
    const cards = byAuthor.get(card.author)
    if (cards === undefined) byAuthor.set(card.author, [card])
    else cards.push(card)
  }
  return contacts.list().map((entry) => known(entry, byAuthor.get(entry.author) ?? []))
}

/** One contact; null if there is none. @throws Failure 'tampered', 'damaged'. */
export const contactOf = (
  { contacts }: Pick<Store, 'contacts'>,
  author: AuthorKey,
): KnownContact | null => {
  const entry = contacts.find(author)
  return entry === null ? null : known(entry, contacts.cards(author))
}

const looksLikeKey = /([0-9a-f]{4} ?){8}/

/** The fingerprint of the key that signs a contact's files and cards. */
export const shownKey = ({ author }: Pick<Card, 'author'>): string => fingerprint(unhex(author))

/**
 * Which other contacts have the name of a card, or one that looks like it? Names are compared by
 * their skeletons (UTS 39), over all scripts.
 */
export const findLookAlikes = (
  contacts: readonly KnownContact[],
): ((card: Pick<Card, 'author' | 'pseudonym'>) => readonly KnownContact[]) => {
  const holders = new Map<string, KnownContact[]>()
  for (const contact of contacts) {
    for (const look of looksOf(contact.card.pseudonym)) {
      const known = holders.get(look)
      if (known === undefined) holders.set(look, [contact])
      else known.push(contact)
    }
  }
  return ({ author, pseudonym }) => [
    ...new Set(
      looksOf(pseudonym)
        .flatMap((look) => holders.get(look) ?? [])
        .filter(({ card }) => card.author !== author),
    ),
  ]
}

/**
 * Display names of contacts: the pseudonym of the newest card. The key is added if the pseudonym is
 * ambiguous: another contact's looks like it, or this contact used a different one with the same
 * keys.
 * Pseudonyms are not part of what two people compare, so a contact that takes another's pseudonym
 * must not be mistaken for it.
 */
export const callNames = (
  contacts: readonly KnownContact[],
): ((contact: KnownContact) => string) => {
  const lookAlikes = findLookAlikes(contacts)
  return ({ card, cards }) => {
    const name = plainName(card.pseudonym)
    const others = lookAlikes(card).length > 0
    const keys = keysText(card)
    const before = cards.some(
      (each) => plainName(each.pseudonym) !== name && keysText(each) === keys,
    )
    // A name that contains the format of a key could be mistaken for another contact's key.
    return others || before || looksLikeKey.test(name)
      ? `${card.pseudonym} ${shownKey(card)}`
      : card.pseudonym
  }
}

type Called = { readonly seq: number; readonly of: (author: AuthorKey) => Sender | null }
const lastCalled = new WeakMap<Store, Called>()

/** State and name of each contact, cached until the next write: many are requested at once. */
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
  /** Empty if unknown. */
  readonly pseudonym: string
}

/** The signer of a file. */
export const senderOf = ({ store, author, settings }: Session, sender: AuthorKey): Sender => {
  if (sender === author) return { state: 'us', pseudonym: settings().pseudonym }
  return calledIn(store)(sender) ?? { state: 'unknown', pseudonym: '' }
}

/** A file from an unknown or revoked sender can be previewed and quarantined. */
export const isStranger = ({ state }: Sender): boolean => state === 'unknown' || state === 'revoked'

/** The signer's display name: the pseudonym of a verified contact, otherwise the key. */
export const signerName = (session: Session, signer: AuthorKey): string => {
  const { state, pseudonym } = senderOf(session, signer)
  return state === 'verified' ? pseudonym : fingerprint(unhex(signer))
}
