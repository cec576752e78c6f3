import { concat, utf8 } from './bytes.ts'
import { Secret } from './secret.ts'
import { sodium } from './sodium.ts'

/** Purpose of a signature. A signature made for one purpose never verifies for another. */
export type SignatureDomain =
  'revision' | 'bundle' | 'contact' | 'cosign' | 'custody' | 'notice' | 'backup' | 'escrow'

export type SigningKeyPair = Readonly<{
  /** 32 bytes, given to everybody. */
  publicKey: Uint8Array
  /** libsodium's 64-byte form: seed ‖ public key. The owner wipes it. */
  secretKey: Secret
}>

export const signatureBytes = 64
export const signingPublicKeyBytes = 32

/** A fresh Ed25519 key pair (RFC 8032). The caller wipes the secret key. */
export const createSigningKeyPair = (): SigningKeyPair => {
  const { publicKey, privateKey } = sodium.crypto_sign_keypair()
  return { publicKey, secretKey: Secret.take(privateKey) }
}

/** The same pair from its 32-byte seed. The caller wipes seed and secret key. */
export const signingKeyPairFromSeed = (seed: Secret): SigningKeyPair => {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed.bytes)
  return { publicKey, secretKey: Secret.take(privateKey) }
}

// Ed25519 over "understory/<domain>/v1" ‖ 0 ‖ BLAKE2b-512(message): the zero ends the domain, and
// the digest keeps what is signed short however long the message is.
const signedBytes = (domain: SignatureDomain, message: Uint8Array): Uint8Array => {
  return concat(utf8(`understory/${domain}/v1\0`), sodium.crypto_generichash(64, message, null))
}

/** A 64-byte signature that is valid for this domain only. */
export const sign = (
  domain: SignatureDomain,
  message: Uint8Array,
  secretKey: Secret,
): Uint8Array => {
  return sodium.crypto_sign_detached(signedBytes(domain, message), secretKey.bytes)
}

/** Whether a signature fits; wrong lengths and unusable keys are simply false. */
export const verify = (
  domain: SignatureDomain,
  message: Uint8Array,
  signature: Uint8Array,
  publicKey: Uint8Array,
): boolean => {
  if (signature.length !== signatureBytes || publicKey.length !== signingPublicKeyBytes)
    return false
  try {
    return sodium.crypto_sign_verify_detached(signature, signedBytes(domain, message), publicKey)
  } catch {
    return false
  }
}
