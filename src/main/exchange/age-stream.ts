import { hkdfSync, randomBytes } from 'node:crypto'
import { sodium } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'

/**
 * Splits pieces of any length into chunks of one length. A full chunk waits, because only further
 * bytes show that it is not the last.
 */
class Chunks {
  readonly #held: Uint8Array
  #length = 0

  /** @param bytes of a full chunk. */
  constructor(bytes: number) {
    this.#held = new Uint8Array(bytes)
  }

  /** Passes on each chunk that is not the last, in place: it is valid only during `take`. */
  push(bytes: Uint8Array, take: (chunk: Uint8Array) => void): void {
    const full = this.#held.length
    for (let at = 0; at < bytes.length;) {
      if (this.#length === full) {
        take(this.#held)
        this.#length = 0
      }
      // A chunk that arrives full is not copied.
      if (this.#length === 0 && bytes.length - at > full) {
        take(bytes.subarray(at, at + full))
        at += full
        continue
      }
      const part = bytes.subarray(at, at + full - this.#length)
      this.#held.set(part, this.#length)
      this.#length += part.length
      at += part.length
    }
  }

  /** The last one, after all bytes were pushed. */
  last(): Uint8Array {
    return this.#held.subarray(0, this.#length)
  }

  wipe(): void {
    this.#held.fill(0)
  }
}

/*
 * The payload of an age v1 file (C2SP age.md, "Payload"): chunks of 64 KiB under ChaCha20-Poly1305,
 * an 11-byte big-endian counter and a last-chunk flag as nonce. Uses libsodium, which is several
 * times faster than the library's JavaScript and lets an error show where it happened.
 */
const chunkBytes = 64 * 1024
const tagBytes = 16
const sealedChunkBytes = chunkBytes + tagBytes
const payloadNonceBytes = 16

/** Size of a payload with its nonce, for a plaintext of `plainBytes`. */
export const payloadBytes = (plainBytes: number): number =>
  payloadNonceBytes + plainBytes + tagBytes * Math.max(1, Math.ceil(plainBytes / chunkBytes))

const streamKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))

const chunkNonce = (counter: number, last: boolean): Uint8Array => {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setBigUint64(3, BigInt(counter))
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals a payload piece by piece. */
export class PayloadSealer {
  /** Goes before the first chunk. */
  readonly nonce = new Uint8Array(randomBytes(payloadNonceBytes))
  readonly #key: Uint8Array
  readonly #chunks = new Chunks(chunkBytes)
  #counter = 0

  /** The caller wipes `fileKey`; `wipe` wipes the key of the stream. */
  constructor(fileKey: Uint8Array) {
    this.#key = streamKey(fileKey, this.nonce)
  }

  /** The full chunks that are not the last. */
  push(bytes: Uint8Array): Uint8Array[] {
    const sealed: Uint8Array[] = []
    this.#chunks.push(bytes, (chunk) => sealed.push(this.#seal(chunk, false)))
    return sealed
  }

  /** The last chunk. Nothing may be pushed after it. */
  end(): Uint8Array {
    return this.#seal(this.#chunks.last(), true)
  }

  wipe(): void {
    this.#key.fill(0)
    this.#chunks.wipe()
  }

  #seal(chunk: Uint8Array, last: boolean): Uint8Array {
    const sealed = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      chunk,
      null,
      null,
      chunkNonce(this.#counter, last),
      this.#key,
    )
    this.#counter += 1
    return sealed
  }
}

/**
 * Opens a payload piece by piece. Its output is authentic, but only `end` confirms that it is
 * complete: do not act on it before.
 */
export class PayloadOpener {
  readonly #fileKey: Uint8Array
  readonly #nonce = new Uint8Array(payloadNonceBytes)
  readonly #chunks = new Chunks(sealedChunkBytes)
  #key: Uint8Array | null = null
  #nonceLength = 0
  #counter = 0

  /** Takes a copy of `fileKey`; the caller wipes its own, and calls `wipe` here. */
  constructor(fileKey: Uint8Array) {
    this.#fileKey = fileKey.slice()
  }

  /** @throws Failure 'malformed' at the first chunk that differs from the written one. */
  push(bytes: Uint8Array): Uint8Array[] {
    const opened: Uint8Array[] = []
    const at = Math.min(bytes.length, payloadNonceBytes - this.#nonceLength)
    this.#nonce.set(bytes.subarray(0, at), this.#nonceLength)
    this.#nonceLength += at
    this.#chunks.push(bytes.subarray(at), (chunk) => opened.push(this.#open(chunk, false)))
    return opened
  }

  /**
   * The last chunk.
   *
   * @throws Failure 'truncated' when the payload ends like a truncated one; 'malformed' for any
   * other fault.
   */
  end(): Uint8Array {
    const last = this.#chunks.last()
    if (last.length < tagBytes) throw new Failure('truncated')
    const first = this.#counter === 0
    const chunk = this.#open(last, true)
    // Only an empty file may end with an empty chunk.
    if (!first && chunk.length === 0) throw new Failure('malformed')
    return chunk
  }

  wipe(): void {
    this.#fileKey.fill(0)
    this.#key?.fill(0)
  }

  /** A last chunk that fails to open and is not full is the end of a truncated file. */
  #open(chunk: Uint8Array, last: boolean): Uint8Array {
    this.#key ??= streamKey(this.#fileKey, this.#nonce)
    const opened = tryChunk(this.#key, chunk, chunkNonce(this.#counter, last))
    if (opened === null) {
      const cut =
        last &&
        (chunk.length < sealedChunkBytes ||
          tryChunk(this.#key, chunk, chunkNonce(this.#counter, false)) !== null)
      throw new Failure(cut ? 'truncated' : 'malformed')
    }
    this.#counter += 1
    return opened
  }
}

const tryChunk = (key: Uint8Array, chunk: Uint8Array, nonce: Uint8Array): Uint8Array | null => {
  try {
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, chunk, null, nonce, key)
  } catch {
    return null
  }
}
