import type { Card } from '../../../shared/contacts.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Out } from '../../../shared/contract.ts'
import { cardDigest, newestCard } from '../../exchange/card.ts'
import type { Session } from '../session/session.ts'
import { shownCard, shownLookAlikes } from './shown.ts'
import { contactOf, findLookAlikes, keysText, knownContacts } from './trust-status.ts'

/**
 * Stores received cards, from any sender: each is signed by its author. If the newest card of a
 * contact has other keys than before, the journal records it, and a verified contact becomes
 * unverified, since its keys are not the compared ones. Part of a transaction.
 *
 * @throws Failure 'read-only', 'storage', 'tampered'.
 */
export const learnCards = ({ store }: Pick<Session, 'store'>, cards: readonly Card[]): void => {
  const authors = new Set(cards.map(({ author }) => author))
  // The list is read once: a file may have a thousand cards, few of them of contacts.
  const before = knownContacts(store).filter(({ entry }) => authors.has(entry.author))
  if (store.contacts.addCards(cards, 'card.received') === 0) return
  for (const was of before) {
    const { author } = was.entry
    if (was.state === 'revoked') continue
    const now = newestCard(store.contacts.cards(author))
    if (now !== null && keysText(now) !== keysText(was.card)) {
      store.contacts.save(was.entry, 'contact.changed')
    }
  }
}

const changeBy = (card: Card, before: Card): Out<'contacts.previewCard'>['change'] => {
  if (cardDigest(card) === cardDigest(before)) return 'none'
  if (newestCard([card, before]) === before) return 'older'
  return keysText(card) === keysText(before) ? 'other' : 'keys'
}

/** The effect of adding a card. Writes nothing. */
export const previewCard = (session: Session, card: Card): Out<'contacts.previewCard'> => {
  const contact = contactOf(session.store, card.author)
  const isUs = card.author === session.author
  return {
    card: shownCard(card),
    known: isUs ? 'us' : (contact?.state ?? 'new'),
    change: contact === null ? 'none' : changeBy(card, contact.card),
    lookAlikes: shownLookAlikes(findLookAlikes(knownContacts(session.store))(card)),
  }
}

/**
 * Adds the author of a card as an unverified contact, or adds a further card to a contact. A
 * revoked contact becomes a contact again and must be verified again.
 *
 * @throws Failure 'invalid' for our own card, 'read-only', 'storage'.
 */
export const addContact = (session: Session, card: Card): void => {
  const { store, author, today } = session
  if (card.author === author) throw new Failure('invalid', { fields: ['file'] })
  store.together(() => {
    const entry = store.contacts.find(card.author)
    learnCards(session, [card])
    if (entry !== null && entry.revoked === null) return
    store.contacts.save(
      {
        author: card.author,
        added: today(),
        keys: null,
        verified: null,
        revoked: null,
        desk: false,
      },
      'contact.added',
    )
  })
}
