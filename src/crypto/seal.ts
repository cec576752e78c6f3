import { Failure } from '../shared/failure.ts'
import { concat } from './bytes.ts'
import type { Secret } from './secret.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

export const nonceBytes = 24
export const tagBytes = 16
/** How much longer a sealed message is than its plaintext. */
export const sealOverhead = nonceBytes + tagBytes

/**
 * XChaCha20-Poly1305 (IETF) under a random nonce: nonce24 ‖ ciphertext ‖ tag16.
 * Not key-committing; where several keys are tried on one message, a commitment is checked first.
 */
export const seal = (key: Secret, plaintext: Uint8Array, aad: Uint8Array): Uint8Array => {
  const nonce = randomBytes(nonceBytes)
  return concat(
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key.bytes),
  )
}

/**
 * Opens what {@link seal} made. The caller wipes the plaintext when it is a secret.
 *
 * @throws Failure 'damaged' for a wrong key, other associated data, or any changed byte.
 */
export const unseal = (key: Secret, sealed: Uint8Array, aad: Uint8Array): Uint8Array => {
  if (sealed.length < sealOverhead) throw new Failure('damaged')
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(nonceBytes),
      aad,
      sealed.subarray(0, nonceBytes),
      key.bytes,
    )
  } catch {
    throw new Failure('damaged')
  }
}
