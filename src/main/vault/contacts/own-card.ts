import { newestCard, signCard } from '../../exchange/card.ts'
import type { Card } from '../../../shared/contacts.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { identityKeyText, readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

type CardVault = Pick<Session, 'store' | 'author' | 'age' | 'settings' | 'signing' | 'today'>

/** Contacts that may revise our records, in code unit order. */
export const ownDesks = ({ store }: Pick<Session, 'store'>): AuthorKey[] =>
  store.contacts
    .list()
    .filter(({ desk, revoked }) => desk && revoked === null)
    .map(({ author }) => author)
    .sort()

/**
 * This vault's current card: the newest issued card, or the next one if that is outdated. A new
 * card is not stored yet: the caller that hands it out stores it (`keepOwnCard`).
 *
 * @throws Failure 'tampered'.
 */
export const ownCard = (vault: CardVault): Card => {
  const { store, author, age, settings, signing, today } = vault
  const newest = newestCard(store.contacts.cards(author))
  const own = readOwnIdentityKey(store)
  const now = {
    pseudonym: settings().pseudonym,
    recipient: age.hybrid.recipient,
    identity: own === null ? null : identityKeyText(own.publicKey),
    desks: ownDesks(vault),
  }
  const isSo =
    newest !== null &&
    newest.pseudonym === now.pseudonym &&
    newest.recipient === now.recipient &&
    newest.identity === now.identity &&
    newest.desks.join() === now.desks.join()
  if (isSo) return newest
  return signCard({ author, ...now, serial: (newest?.serial ?? 0) + 1, day: today() }, signing)
}

/**
 * Called before one of our cards is exported. Part of a transaction, if there is one. @throws
 * 'read-only'.
 */
export const keepOwnCard = ({ store }: Pick<Session, 'store'>, card: Card): void =>
  void store.contacts.addCards([card], 'card.issued')
