import { Failure } from '../../shared/failure.ts'
import { concat, utf8, writeCounter } from '../bytes.ts'
import { recoveryCodeBytes } from '../recovery-code.ts'
import { Secret } from '../secret.ts'
import { signingPublicKeyBytes } from '../sign.ts'
import { openIdentity, sealIdentity } from './identity-seal.ts'

/** Whose vault a sealed code opens, and the how manyeth of that vault it is. */
export type EscrowOwner = Readonly<{
  /** The signing key of the vault, 32 bytes. */
  signer: Uint8Array
  /** Counts up; an integer of at most 53 bits. */
  serial: number
}>

/**
 * The binding of an escrow. A source's seal is bound to 16 bytes, the source's id; this is longer
 * and begins with its own words, so that neither opens as the other under one key of one desk.
 */
const contextOf = ({ signer, serial }: EscrowOwner): Uint8Array => {
  if (signer.length !== signingPublicKeyBytes || !Number.isSafeInteger(serial) || serial < 1) {
    throw new Failure('invalid')
  }
  const counted = new Uint8Array(8)
  writeCounter(counted, 0, serial)
  return concat(utf8('understory/escrow/v1\0'), signer, counted)
}

/**
 * Seals a recovery code to the identity keys of a desk. The seal has the size and the form of every
 * sealed identity; the caller wipes the code.
 *
 * @param desks one to four distinct identity public keys.
 * @throws Failure 'invalid' for no desk, more than four, one twice or one that is no key.
 */
export const sealRecoveryCode = (
  code: Secret,
  desks: readonly Uint8Array[],
  owner: EscrowOwner,
): Uint8Array => {
  return sealIdentity(code.bytes, desks, contextOf(owner))
}

/**
 * Opens an escrow with one of the desk's secret keys. The caller wipes the code.
 *
 * @throws Failure 'not-for-us' for another key, vault, number or purpose, which all look the same;
 *   'malformed' for any other size, a changed byte, or what is no recovery code; 'unsupported'.
 */
export const openRecoveryCode = (
  sealed: Uint8Array,
  secretKey: Secret,
  owner: EscrowOwner,
): Secret => {
  const code = Secret.take(openIdentity(sealed, secretKey, contextOf(owner)))
  if (code.bytes.length === recoveryCodeBytes) return code
  code.wipe()
  throw new Failure('malformed')
}
