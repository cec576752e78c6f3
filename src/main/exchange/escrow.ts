import { sodium } from '../../crypto/sodium.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import { isSealedIdentity } from '../../crypto/v1/identity-seal.ts'
import { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import { hex, unhex } from './revision.ts'
import { boundsOf } from './json-bounds.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

/*
 * A recovery code on its way to the desk: sealed to the desk, signed by the vault that it opens.
 * docs/FORMAT-EXCHANGE.md, "Escrowed recovery codes".
 */

const bounds = boundsOf(Escrow)

const variant = (): number => sodium.base64_variants.URLSAFE_NO_PADDING

const signedBytes = ({ author, day, seal, serial }: Omit<Escrow, 'signature'>): Uint8Array =>
  canonicalBytes({ author, day, seal, serial })

/** @param told all but the signature, the seal as bytes; `author` is the key that signs. */
export const signEscrow = (
  told: Omit<Escrow, 'signature' | 'seal'> & { readonly seal: Uint8Array },
  signing: SigningKeyPair,
): Escrow => {
  const unsigned = { ...told, seal: sodium.to_base64(told.seal, variant()) }
  return { ...unsigned, signature: hex(sign('escrow', signedBytes(unsigned), signing.secretKey)) }
}

export const escrowBytes = (escrow: Escrow): Uint8Array => canonicalBytes(escrow)

/** The seal in an escrow. @throws Failure 'malformed' for what is no base64 of whole bytes. */
export const escrowSeal = ({ seal }: Escrow): Uint8Array => {
  try {
    return sodium.from_base64(seal, variant())
  } catch {
    throw new Failure('malformed')
  }
}

/**
 * @throws Failure 'malformed' for any other object, a seal of another version, or an invalid
 * signature of its author.
 */
export const readEscrow = (bytes: Uint8Array): Escrow => {
  const parsed = Escrow.safeParse(parseCanonicalBytes(bytes, bounds))
  if (!parsed.success || !isSealedIdentity(escrowSeal(parsed.data))) {
    throw new Failure('malformed')
  }
  const escrow = parsed.data
  const isSigned = verify(
    'escrow',
    signedBytes(escrow),
    unhex(escrow.signature),
    unhex(escrow.author),
  )
  if (!isSigned) throw new Failure('malformed')
  return escrow
}
