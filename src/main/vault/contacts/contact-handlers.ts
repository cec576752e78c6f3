import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { cardDigest, keysOfCard, newestCard } from '../../exchange/card.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import { areWordsOf } from '../../exchange/card-words.ts'
import { addIdentityRecipient } from '../identities/identity-recipient.ts'
import { identityKeyOf } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'
import { addContact, previewCard } from './add-contact.ts'
import { readCardFile, writeCardFile } from './card-file.ts'
import { keepOwnCard, ownCard, ownDesks } from './own-card.ts'
import { shownRecipients } from './recipients.ts'
import { shownCard, shownContacts } from './shown.ts'
import { contactOf, keysText } from './trust-status.ts'
import type { KnownContact } from './trust-status.ts'

type ContactChannel = Extract<keyof VaultHandlers, `contacts.${string}`>

const refuseReadOnly = ({ mode }: Session): void => {
  if (mode === 'rescue') throw new Failure('read-only')
}

/** @throws Failure 'not-found' if there is no such contact, 'revoked' if it is revoked. */
const present = ({ store }: Session, author: AuthorKey): KnownContact => {
  const contact = contactOf(store, author)
  if (contact === null) throw new Failure('not-found')
  if (contact.state === 'revoked') throw new Failure('revoked')
  return contact
}

/** @throws Failure 'unverified', and the errors of `present`. */
const verified = (session: Session, author: AuthorKey): KnownContact => {
  const contact = present(session, author)
  if (contact.state !== 'verified') throw new Failure('unverified')
  return contact
}

/** Contacts that exchange files with this vault, and this vault's own card. */
export const contactHandlers = (session: () => Session): Pick<VaultHandlers, ContactChannel> => {
  const changed = (open: Session): Out<'contacts.add'> => {
    open.emit({ kind: 'changed' })
    return {}
  }
  return {
    'contacts.self': () => {
      const open = session()
      const card = ownCard(open)
      const kept = newestCard(open.store.contacts.cards(open.author))
      return {
        card: shownCard(card),
        isNew: kept === null || cardDigest(kept) !== cardDigest(card),
      }
    },

    'contacts.saveCard': ({ file }) => {
      const open = session()
      refuseReadOnly(open)
      const card = ownCard(open)
      if (card.pseudonym.trim() === '') throw new Failure('invalid', { fields: ['pseudonym'] })
      // Stored first: an exported card must be known here, or a later card could reuse its number.
      keepOwnCard(open, card)
      writeCardFile(open.files.path(file), card, open.today(), open.folder)
      return changed(open)
    },

    'contacts.previewCard': ({ file }) => {
      const open = session()
      return previewCard(open, readCardFile(open.files.path(file)))
    },

    'contacts.add': ({ file, card: shown }) => {
      const open = session()
      refuseReadOnly(open)
      const card = readCardFile(open.files.path(file))
      if (cardDigest(card) !== shown) throw new Failure('conflict')
      addContact(open, card)
      return changed(open)
    },

    'contacts.list': async () => {
      const open = session()
      await runPaced(open.store.contacts.readCards(), createYield())
      return shownContacts(open)
    },

    'contacts.verify': ({ author, keys, ...typed }) => {
      const open = session()
      refuseReadOnly(open)
      const { entry, card } = present(open, author)
      // The words of a card that arrived meanwhile were never shown.
      if (keysText(card) !== keys) throw new Failure('conflict')
      if (!areWordsOf(keysOfCard(card), typed)) throw new Failure('invalid', { fields: ['heard'] })
      open.store.contacts.save({ ...entry, keys, verified: open.today() }, 'contact.verified')
      return changed(open)
    },

    'contacts.revoke': ({ author }) => {
      const open = session()
      refuseReadOnly(open)
      const { entry } = present(open, author)
      open.store.contacts.save(
        { ...entry, keys: null, verified: null, revoked: open.today(), desk: false },
        'contact.revoked',
      )
      return changed(open)
    },

    'contacts.setDesk': ({ author, isDesk }) => {
      const open = session()
      refuseReadOnly(open)
      const { entry } = isDesk ? verified(open, author) : present(open, author)
      if (isDesk && ownDesks(open).length >= limits.desks) throw new Failure('too-big')
      if (entry.desk !== isDesk) {
        open.store.contacts.save({ ...entry, desk: isDesk }, 'contact.desk')
      }
      return changed(open)
    },

    'contacts.sealTo': async ({ author }) => {
      const open = session()
      refuseReadOnly(open)
      const { pseudonym, identity } = verified(open, author).card
      if (identity === null) throw new Failure('not-found')
      const publicKey = identityKeyOf(identity)
      const label = Array.from(pseudonym)
        .slice(0, limits.identityLabel / 2)
        .join('')
      await addIdentityRecipient(open, () => {
        // The contact may have been revoked, or sent other keys, while the seals were made.
        if (verified(open, author).card.identity !== identity) throw new Failure('conflict')
        return { publicKey, label }
      })
      return changed(open)
    },

    'contacts.recipients': ({ recipients }) => shownRecipients(session(), recipients),
  }
}
