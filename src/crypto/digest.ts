import { concat, utf8 } from './bytes.ts'
import { randomBytes } from './random.ts'
import { sodium } from './sodium.ts'

export const digestBytes = 32

/**
 * The digest of a record's canonical bytes, keyed with that record's own random 32-byte salt:
 * BLAKE2b-256(key = salt, canonical). Erasing the salt makes the digest useless for confirming a
 * guess at the text.
 */
export const recordDigest = (salt: Uint8Array, canonical: Uint8Array): Uint8Array => {
  return sodium.crypto_generichash(digestBytes, canonical, salt)
}

/**
 * The next hash of the journal's chain: BLAKE2b-256("understory/journal/v1" ‖ 0 ‖ prev ‖ entry).
 *
 * @param prev the 32-byte hash of the entry before; 32 zero bytes for the first.
 * @param entry an injective encoding of the entry, chosen by the store (FORMAT-RECORDS.md).
 */
export const journalHash = (prev: Uint8Array, entry: Uint8Array): Uint8Array => {
  return sodium.crypto_generichash(
    digestBytes,
    concat(utf8('understory/journal/v1\0'), prev, entry),
    null,
  )
}

/** Unkeyed BLAKE2b-256, for bytes that are public or sealed already. */
export const plainDigest = (bytes: Uint8Array): Uint8Array => {
  return sodium.crypto_generichash(digestBytes, bytes, null)
}

/** `plainDigest` over bytes that come piece by piece. */
export class PlainDigester {
  readonly #state = sodium.crypto_generichash_init(null, digestBytes)

  update(bytes: Uint8Array): void {
    sodium.crypto_generichash_update(this.#state, bytes)
  }

  /** Once, as the last call. */
  digest(): Uint8Array {
    return sodium.crypto_generichash_final(this.#state, digestBytes)
  }
}

export const randomSalt = (): Uint8Array => {
  return randomBytes(digestBytes)
}

/** {@link plainDigest} of bytes that come piece by piece. */
export type RunningDigest = {
  readonly update: (bytes: Uint8Array) => void
  /** Once, after the last piece. */
  readonly end: () => Uint8Array
}

export const runningDigest = (): RunningDigest => {
  const state = sodium.crypto_generichash_init(null, digestBytes)
  return {
    update: (bytes) => sodium.crypto_generichash_update(state, bytes),
    end: () => sodium.crypto_generichash_final(state, digestBytes),
  }
}
