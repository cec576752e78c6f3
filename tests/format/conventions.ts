import {
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import sodium from 'libsodium-wrappers'

/*
 * The functions of docs/FORMAT.md, section 1, for the second reader and its writer. No code is shared
 * with src/. BLAKE2b and the KEM are other implementations than the app's: @noble/hashes, and
 * OpenSSL's ML-KEM and X25519.
 */

export const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
export const concat = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts))
export const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
export const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)

/** BLAKE2b with `dkLen` bytes of output. */
export const hash = (message: Uint8Array, dkLen: number, key?: Uint8Array): Uint8Array =>
  blake2b(message, key === undefined ? { dkLen } : { dkLen, key })

export const kdf = (key: Uint8Array, id: number, context: string): Uint8Array => {
  const salt = Buffer.alloc(16)
  salt.writeBigUInt64LE(BigInt(id))
  const personalization = Buffer.alloc(16)
  personalization.write(context, 'latin1')
  return blake2b(new Uint8Array(0), { key, salt, personalization, dkLen: 32 })
}

/** @throws Error if the tag is wrong */
export const decrypt = (
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array => sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key)
export const encrypt = (
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plain: Uint8Array,
): Uint8Array => sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, aad, null, nonce, key)

/** @throws Error if the tag is wrong */
export const unseal = (key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array =>
  decrypt(key, sealed.subarray(0, 24), aad, sealed.subarray(24))
export const seal = (key: Uint8Array, aad: Uint8Array, plain: Uint8Array): Uint8Array => {
  const nonce = new Uint8Array(randomBytes(24))
  return concat(nonce, encrypt(key, nonce, aad, plain))
}

/*
 * X-Wing (draft-connolly-cfrg-xwing-kem). Node takes raw keys only in DER, so each gets the fixed
 * prefix of its kind: PKCS #8 with the seed alone for ML-KEM-768.
 */
const mlkemSecretPrefix = Buffer.from('3054020100300b060960864801650304040204428040', 'hex')
const mlkemPublicPrefix = Buffer.from('308204b2300b0609608648016503040402038204a100', 'hex')
const x25519SecretPrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')
const x25519PublicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
const mlkemPublicBytes = 1184
const mlkemCiphertextBytes = 1088

const secretKeyOf = (prefix: Buffer, raw: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'pkcs8' })
const publicKeyOf = (prefix: Buffer, raw: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' })
const rawPublic = (key: ReturnType<typeof createPublicKey>, length: number): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(-length)

const expand = (secret: Uint8Array) => {
  const bytes = createHash('shake256', { outputLength: 96 }).update(secret).digest()
  const mlkem = secretKeyOf(mlkemSecretPrefix, bytes.subarray(0, 64))
  const x25519 = secretKeyOf(x25519SecretPrefix, bytes.subarray(64))
  return { mlkem, x25519, x25519Public: rawPublic(createPublicKey(x25519), 32) }
}

const combine = (...parts: readonly Uint8Array[]): Uint8Array => {
  const digest = createHash('sha3-256')
  for (const part of [...parts, ascii('\\.//^\\')]) digest.update(part)
  return new Uint8Array(digest.digest())
}

/** The public key, 1216 bytes, of a secret key of 32 bytes. */
export const xwingPublicKey = (secret: Uint8Array): Uint8Array => {
  const { mlkem, x25519Public } = expand(secret)
  return concat(rawPublic(createPublicKey(mlkem), mlkemPublicBytes), x25519Public)
}

export const xwingEncapsulate = (
  publicKey: Uint8Array,
): { readonly ciphertext: Uint8Array; readonly shared: Uint8Array } => {
  const recipient = publicKey.subarray(mlkemPublicBytes)
  const mlkem = encapsulate(
    publicKeyOf(mlkemPublicPrefix, publicKey.subarray(0, mlkemPublicBytes)),
  ) as { ciphertext: Buffer; sharedKey: Buffer }
  const own = generateKeyPairSync('x25519')
  const ciphertext = rawPublic(own.publicKey, 32)
  const agreed = diffieHellman({
    privateKey: own.privateKey,
    publicKey: publicKeyOf(x25519PublicPrefix, recipient),
  })
  return {
    ciphertext: concat(mlkem.ciphertext, ciphertext),
    shared: combine(mlkem.sharedKey, agreed, ciphertext, recipient),
  }
}

/**
 * @param ciphertext 1120 bytes
 * @returns a shared secret for any ML-KEM ciphertext, as the draft says
 * @throws Error if the X25519 share is a point of low order
 */
export const xwingDecapsulate = (ciphertext: Uint8Array, secret: Uint8Array): Uint8Array => {
  const { mlkem, x25519, x25519Public } = expand(secret)
  const share = ciphertext.subarray(mlkemCiphertextBytes)
  const agreed = diffieHellman({
    privateKey: x25519,
    publicKey: publicKeyOf(x25519PublicPrefix, share),
  })
  const inner = decapsulate(mlkem, ciphertext.subarray(0, mlkemCiphertextBytes))
  return combine(inner as Buffer, agreed, share, x25519Public)
}
