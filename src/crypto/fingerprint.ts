import { concat, utf8, view } from './bytes.ts'
import { sodium } from './sodium.ts'

/**
 * Digest of a second reader's key for comparison: BLAKE2b-256("understory/reviewer-key/v1" ‖ 0 ‖
 * the 32 bytes of the Ed25519 public key). No name or passphrase or other changeable value is
 * included: a slip of paper with its words stays valid as long as the key.
 */
export const reviewerKeyDigest = (publicKey: Uint8Array): Uint8Array => {
  return sodium.crypto_generichash(
    32,
    concat(utf8('understory/reviewer-key/v1\0'), publicKey),
    null,
  )
}

/** The public keys of a contact card. */
type CardKeys = {
  /** Ed25519, 32 bytes. */
  readonly signing: Uint8Array
  /** age recipient, as age writes it. */
  readonly recipient: string
  /** X-Wing, 1216 bytes; null: none. */
  readonly identity: Uint8Array | null
}

/**
 * One digest over all keys of a card: BLAKE2b-256("understory/card-keys/v1" ‖ 0 ‖ each key with its
 * length before it as u32le). A missing key has the length 0, which no key has. Comparing the
 * digest (`cardWords` encodes it in words) compares every key.
 */
export const cardKeysDigest = ({ signing, recipient, identity }: CardKeys): Uint8Array => {
  const parts = [signing, utf8(recipient), identity ?? new Uint8Array()].flatMap((key) => {
    const length = new Uint8Array(4)
    view(length).setUint32(0, key.length, true)
    return [length, key]
  })
  return sodium.crypto_generichash(32, concat(utf8('understory/card-keys/v1\0'), ...parts), null)
}

/**
 * A fingerprint that two people can read to each other: eight groups of four hexadecimal digits
 * (128 bits) over one or several public keys, in the order given. One comparison covers them all.
 */
export const fingerprint = (...publicKeys: readonly Uint8Array[]): string => {
  const parts = publicKeys.flatMap((key) => {
    const length = new Uint8Array(4)
    view(length).setUint32(0, key.length, true)
    return [length, key]
  })
  const digest = sodium.crypto_generichash(
    32,
    concat(utf8('understory/fingerprint/v1\0'), ...parts),
    null,
  )
  const hex = sodium.to_hex(digest.subarray(0, 16))
  return (hex.match(/.{4}/g) ?? []).join(' ')
}
