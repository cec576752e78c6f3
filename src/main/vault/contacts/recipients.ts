import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Contact } from '../../../shared/contacts.ts'
import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AgeTarget } from '../../exchange/age-format.ts'
import { readRecipients } from '../../exchange/recipients.ts'
import type { Session } from '../session/session.ts'
import { callNames, knownContacts } from './trust-status.ts'
import type { KnownContact } from './trust-status.ts'

/**
 * Best state first: a key that the user verified belongs to that contact, even if another contact
 * claims it.
 */
const order: readonly Contact['state'][] = ['verified', 'revoked', 'changed', 'unverified']

const byTrust = (contacts: readonly KnownContact[]): KnownContact[] =>
  [...contacts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))

/**
 * Refuses an export to a revoked contact, under any key that one of its cards ever named, and to
 * keys that were not compared in person, unless the user confirmed them. This vault's own keys are
 * allowed. A file to a passphrase has no named recipient.
 *
 * @throws Failure 'revoked', 'unverified'; 'invalid' and 'mixed-recipients' as the list is read.
 */
export const assertRecipients = (
  { store, age }: Session,
  target: AgeTarget,
  isConfirmed: boolean,
): void => {
  if (target.kind === 'passphrase') return
  const contacts = byTrust(knownContacts(store))
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
 * The names of the verified contacts that a file would reach. This vault's own keys, unknown keys
 * and passphrases give no name.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const reachedContacts = (
  { store, age }: Session,
  recipients: readonly string[],
): readonly string[] => {
  const own: readonly string[] = [age.hybrid.recipient, age.classic.recipient]
  const contacts = byTrust(knownContacts(store))
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
 * The recipients of a past export, by the stored short form of the key; null if it is not a
 * contact. This vault's own keys need no verification.
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
  for (const contact of byTrust(contacts).reverse()) {
    const named = { pseudonym: called(contact), state: contact.state }
    for (const { recipient } of contact.cards) name(recipient, named)
  }
  for (const { recipient } of [age.hybrid, age.classic]) {
    name(recipient, { pseudonym: settings().pseudonym, state: 'verified' })
  }
  return (shortened) => names.get(shortened) ?? null
}

/**
 * Who the keys of an export belong to, each with the fingerprint that the list of past exports
 * shows. The keys are not validated here: the export does that.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const shownRecipients = (
  session: Pick<Session, 'store' | 'age' | 'settings'>,
  recipients: readonly string[],
): Out<'contacts.recipients'> => {
  const nameOf = recipientNames(session)
  const own: readonly string[] = [session.age.hybrid.recipient, session.age.classic.recipient]
  return recipients.map((recipient) => {
    const short = fingerprint(utf8(recipient))
    return { fingerprint: short, name: nameOf(short), isOurs: own.includes(recipient) }
  })
}
