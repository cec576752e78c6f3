import { Failure } from '../../shared/failure.ts'
import { concat, isZero, utf8, view } from '../bytes.ts'
import { seal, sealOverhead, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'

/** X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 in one KEM. */
export type IdentityKeyPair = Readonly<{
  /** 1216 bytes; the desk gives it to the field. */
  publicKey: Uint8Array
  /** 32-byte seed. Opens every identity sealed to it; the caller wipes it. */
  secretKey: Secret
}>

export const identityPublicKeyBytes = 1216
export const identityRecipients = 4

const prefixBytes = 8
const kemBytes = 1120
const wrappedBytes = 32 + 16
const stanzaBytes = kemBytes + wrappedBytes
const commitAt = prefixBytes + identityRecipients * stanzaBytes
const bodyAt = commitAt + 32
const paddedBytes = 4096

/** Longest plaintext, in bytes; two bytes of the padded 4 KiB hold its length. */
export const identityTextMax = paddedBytes - 2
/** Size of every sealed identity, whatever its content and number of recipients. */
export const sealedIdentityBytes = bodyAt + paddedBytes + sealOverhead

const version = 1
const prefix = concat(utf8('USTI'), Uint8Array.of(version, 0, 0, 0))
// Each wrapping key comes out of one encapsulation and encrypts one message.
const zeroNonce = new Uint8Array(24)

/** A fresh identity key pair. The caller wipes the secret key. */
export const createIdentityKeyPair = (): IdentityKeyPair => {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_keypair()
  return { publicKey, secretKey: Secret.take(privateKey) }
}

const subkey = (key: Secret, id: number, context: string): Secret =>
  Secret.take(sodium.crypto_kdf_derive_from_key(32, id, context, key.bytes))

// The context is hashed so that associated data has one length and nothing can be shifted in it.
const contextOf = (context: Uint8Array): Uint8Array =>
  concat(prefix, sodium.crypto_generichash(32, context, null))

const wrap = (contentKey: Secret, recipient: Uint8Array, bound: Uint8Array): Uint8Array => {
  const { ciphertext, sharedSecret } = encapsulate(recipient)
  const key = subkey(sharedSecret, 1, 'idwrap__')
  try {
    const aad = concat(bound, ciphertext)
    return concat(
      ciphertext,
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
        contentKey.bytes,
        aad,
        null,
        zeroNonce,
        key.bytes,
      ),
    )
  } finally {
    key.wipe()
    sharedSecret.wipe()
  }
}

const encapsulate = (recipient: Uint8Array): { ciphertext: Uint8Array; sharedSecret: Secret } => {
  try {
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(recipient)
    return { ciphertext, sharedSecret: Secret.take(sharedSecret) }
  } catch {
    throw new Failure('invalid')
  }
}

const commitment = (contentKey: Secret, before: Uint8Array, bound: Uint8Array): Uint8Array => {
  const key = subkey(contentKey, 2, 'idcommt_')
  try {
    return sodium.crypto_generichash(32, concat(bound, before), key.bytes)
  } finally {
    key.wipe()
  }
}

/** Four public keys in random order; missing ones are real keys whose secret half is discarded. */
const fourRecipients = (recipients: readonly Uint8Array[]): readonly Uint8Array[] => {
  const four = [...recipients]
  while (four.length < identityRecipients) {
    // Random filler would give itself away: bit 255 of a real X25519 share is never set.
    const { publicKey, secretKey } = createIdentityKeyPair()
    secretKey.wipe()
    four.push(publicKey)
  }
  for (let i = four.length - 1; i > 0; i--) {
    const j = sodium.randombytes_uniform(i + 1)
    const [a, b] = [four[i], four[j]]
    if (a !== undefined && b !== undefined) [four[i], four[j]] = [b, a]
  }
  return four
}

/**
 * Seals a source's identity to the desk's identity keys: always one size and four stanzas.
 *
 * @param plaintext at most {@link identityTextMax} bytes; the caller wipes it.
 * @param recipients one to four distinct public keys. None is accepted only for an empty plaintext:
 *   with no desk, no key could ever open it.
 * @param context what the blob belongs to (the source's id); needed again to open it.
 * @throws Failure 'too-big', 'invalid'.
 */
export const sealIdentity = (
  plaintext: Uint8Array,
  recipients: readonly Uint8Array[],
  context: Uint8Array,
): Uint8Array => {
  if (plaintext.length > identityTextMax) throw new Failure('too-big')
  const distinct = new Set(recipients.map((key) => sodium.to_hex(key))).size
  if (recipients.length > identityRecipients || distinct !== recipients.length) {
    throw new Failure('invalid')
  }
  if (recipients.some((key) => key.length !== identityPublicKeyBytes)) throw new Failure('invalid')
  if (recipients.length === 0 && plaintext.length > 0) throw new Failure('invalid')

  const bound = contextOf(context)
  const contentKey = Secret.random()
  const bodyKey = subkey(contentKey, 1, 'idbody__')
  const padded = new Uint8Array(paddedBytes)
  try {
    view(padded).setUint16(0, plaintext.length, true)
    padded.set(plaintext, 2)
    const stanzas = fourRecipients(recipients).map((key) => wrap(contentKey, key, bound))
    const before = concat(prefix, ...stanzas)
    const commit = commitment(contentKey, before, bound)
    return concat(before, commit, seal(bodyKey, padded, concat(bound, before, commit)))
  } finally {
    padded.fill(0)
    bodyKey.wipe()
    contentKey.wipe()
  }
}

const unwrap = (stanza: Uint8Array, secretKey: Secret, bound: Uint8Array): Secret | null => {
  const ciphertext = stanza.subarray(0, kemBytes)
  let key: Secret | null = null
  try {
    const shared = Secret.take(sodium.crypto_kem_xwing_dec(ciphertext, secretKey.bytes))
    key = subkey(shared, 1, 'idwrap__')
    shared.wipe()
    return Secret.take(
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        stanza.subarray(kemBytes),
        concat(bound, ciphertext),
        zeroNonce,
        key.bytes,
      ),
    )
  } catch {
    return null
  } finally {
    key?.wipe()
  }
}

/**
 * Opens a sealed identity with one of the desk's secret keys. The caller wipes the result.
 *
 * @throws Failure 'not-for-us' when none of the four stanzas is this key's (another context looks
 *   the same); 'malformed' for any other size or a changed byte; 'unsupported' for a later version.
 */
export const openIdentity = (
  sealed: Uint8Array,
  secretKey: Secret,
  context: Uint8Array,
): Uint8Array => {
  checkShape(sealed)
  const bound = contextOf(context)
  const contentKey = findContentKey(sealed, secretKey, bound)
  if (contentKey === null) throw new Failure('not-for-us')
  const bodyKey = subkey(contentKey, 1, 'idbody__')
  try {
    const before = sealed.subarray(0, commitAt)
    const commit = sealed.subarray(commitAt, bodyAt)
    // All four recipients must read the same text: the commitment ties the stanzas to one content
    // key.
    if (!sodium.memcmp(commitment(contentKey, before, bound), commit)) {
      throw new Failure('malformed')
    }
    return unpad(openBody(sealed, bodyKey, concat(bound, before, commit)))
  } finally {
    bodyKey.wipe()
    contentKey.wipe()
  }
}

/**
 * Do the bytes have the size and prefix of a sealed identity of this version? The content stays
 * sealed.
 */
export const isSealedIdentity = (bytes: Uint8Array): boolean =>
  bytes.length === sealedIdentityBytes && prefix.every((byte, i) => bytes[i] === byte)

const checkShape = (sealed: Uint8Array): void => {
  const named =
    sealed.length >= prefixBytes && prefix.subarray(0, 4).every((b, i) => sealed[i] === b)
  if (!named) throw new Failure('malformed')
  if (view(sealed).getUint16(4, true) > version) throw new Failure('unsupported')
  if (!isSealedIdentity(sealed)) throw new Failure('malformed')
}

const findContentKey = (
  sealed: Uint8Array,
  secretKey: Secret,
  bound: Uint8Array,
): Secret | null => {
  for (let i = 0; i < identityRecipients; i++) {
    const from = prefixBytes + i * stanzaBytes
    const key = unwrap(sealed.subarray(from, from + stanzaBytes), secretKey, bound)
    if (key !== null) return key
  }
  return null
}

const openBody = (sealed: Uint8Array, bodyKey: Secret, aad: Uint8Array): Uint8Array => {
  try {
    return unseal(bodyKey, sealed.subarray(bodyAt), aad)
  } catch {
    throw new Failure('malformed')
  }
}

const unpad = (padded: Uint8Array): Uint8Array => {
  try {
    const length = view(padded).getUint16(0, true)
    if (length > identityTextMax || !isZero(padded.subarray(2 + length))) {
      throw new Failure('malformed')
    }
    return padded.slice(2, 2 + length)
  } finally {
    padded.fill(0)
  }
}
