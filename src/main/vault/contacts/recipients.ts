import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Contact } from '../../../shared/contacts.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AgeTarget } from '../../exchange/age-format.ts'
import { readRecipients } from '../../exchange/recipients.ts'
import type { Session } from '../session/session.ts'
import { callNames, knownContacts } from './trust-status.ts'
import type { KnownContact } from './trust-status.ts'

/** Best first: a key that somebody compared with its owner is that owner's, whoever else claims it. */
const order: readonly Contact['state'][] = ['verified', 'revoked', 'changed', 'unverified']

const byStanding = (contacts: readonly KnownContact[]): KnownContact[] =>
  [...contacts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))

/**
 * Says no to an export to somebody who was revoked, under any key that a card of theirs ever named;
 * and to keys that nobody compared in person, unless a person said so. Our own keys are ours. A file
 * to a passphrase names nobody.
 *
 * @throws Failure 'revoked', 'unverified'; 'invalid' and 'mixed-recipients' as the list is read.
 */
export const assertRecipients = (
  { store, age }: Session,
  target: AgeTarget,
  isConfirmed: boolean,
): void => {
  if (target.kind === 'passphrase') return
  const contacts = byStanding(knownContacts(store))
  const own: readonly string[] = [age.hybrid.recipient, age.classic.recipient]
  const others = readRecipients(target.recipients).recipients.filter((one) => !own.includes(one))
  const states = others.map((recipient) => {
    const holder = contacts.find(({ state, card, cards }) =>
      state === 'revoked'
        ? cards.some((each) => each.recipient === recipient)
        : card.recipient === recipient,
    )
    return holder?.state ?? 'unverified'
  })
  if (states.includes('revoked')) throw new Failure('revoked', { fields: ['target.recipients'] })
  if (!isConfirmed && states.some((state) => state !== 'verified')) {
    throw new Failure('unverified', { fields: ['target.recipients'] })
  }
}

/**
 * Who a file would reach, as far as somebody compared their keys: verified contacts as they are called.
 * Our own keys, keys of nobody that is known and passphrases tell of nobody.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reachedContacts = (
  { store, age }: Session,
  recipients: readonly string[],
): readonly string[] => {
  const own: readonly string[] = [age.hybrid.recipient, age.classic.recipient]
  const contacts = byStanding(knownContacts(store))
  const called = callNames(contacts)
  return recipients
    .filter((recipient) => !own.includes(recipient))
    .flatMap((recipient) => {
      const holder = contacts.find(({ card }) => card.recipient === recipient)
      return holder?.state === 'verified' ? [called(holder)] : []
    })
}

type NamedRecipient = { readonly pseudonym: string; readonly state: Contact['state'] }

/**
 * Who a past export went to, by the short form of the key that was kept; null: no contact. Our own
 * keys are ours, and nobody has to compare them.
 */
export const recipientNames = ({
  store,
  age,
  settings,
}: Pick<Session, 'store' | 'age' | 'settings'>): ((shortened: string) => NamedRecipient | null) => {
  const names = new Map<string, NamedRecipient>()
  const name = (recipient: string, named: NamedRecipient): void =>
    void names.set(fingerprint(utf8(recipient)), named)
  const contacts = knownContacts(store)
  const called = callNames(contacts)
  for (const contact of byStanding(contacts).reverse()) {
    const named = { pseudonym: called(contact), state: contact.state }
    for (const { recipient } of contact.cards) name(recipient, named)
  }
  for (const { recipient } of [age.hybrid, age.classic]) {
    name(recipient, { pseudonym: settings().pseudonym, state: 'verified' })
  }
  return (shortened) => names.get(shortened) ?? null
}
