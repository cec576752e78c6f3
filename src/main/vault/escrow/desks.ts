import { plainDigest } from '../../../crypto/digest.ts'
import { Failure } from '../../../shared/failure.ts'
import { knownContacts } from '../contacts/trust-status.ts'
import { hex } from '../../exchange/revision.ts'
import {
  identityKeyOf,
  identityKeyText,
  readIdentityRecipients,
  readOwnIdentityKey,
  sameKey,
} from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

/** A desk that can hold this vault's recovery code in escrow. */
export type EscrowDesk = {
  readonly pseudonym: string
  /** The age recipient for files to the desk. */
  readonly recipient: string
  /** Its identity key, and the digest that identifies the key. */
  readonly publicKey: Uint8Array
  readonly keyName: string
}

/**
 * Verified contacts whose identity key this vault seals identities to. Both conditions are needed:
 * a pasted key has no contact to send files to, and an unverified key may belong to any person.
 * This vault's own key is excluded: a code sealed only here is of no use.
 *
 * @throws Failure 'tampered'.
 */
export const escrowDesks = ({ store }: Pick<Session, 'store'>): EscrowDesk[] => {
  const own = readOwnIdentityKey(store)
  const sealedTo = new Set(
    readIdentityRecipients(store)
      .filter(({ publicKey }) => own === null || !sameKey(own.publicKey, publicKey))
      .map(({ publicKey }) => identityKeyText(publicKey)),
  )
  return knownContacts(store).flatMap(({ state, card: { identity, pseudonym, recipient } }) => {
    if (state !== 'verified' || identity === null || !sealedTo.has(identity)) return []
    const publicKey = identityKeyOf(identity)
    return [{ pseudonym, recipient, publicKey, keyName: hex(plainDigest(publicKey)) }]
  })
}

/** The keys of the desks, without duplicates, by name. @throws Failure 'no-desk'. */
export const deskKeys = (session: Pick<Session, 'store'>): ReadonlyMap<string, Uint8Array> => {
  const keys = new Map(
    escrowDesks(session).map(({ keyName, publicKey }) => [keyName, publicKey] as const),
  )
  if (keys.size === 0) throw new Failure('no-desk')
  return keys
}
