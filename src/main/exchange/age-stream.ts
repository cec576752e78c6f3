import { hkdfSync, randomBytes } from 'node:crypto'
import { concat } from '../../crypto/bytes.ts'
import { sodium } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'

/*
 * The payload of an age v1 file (C2SP age.md, "Payload"): chunks of 64 KiB under
 * ChaCha20-Poly1305, an 11-byte big-endian counter and a last-chunk flag as nonce. Done with
 * libsodium because it is several times faster than the library's JavaScript, and because an error
 * then tells where it happened.
 */
const chunkBytes = 64 * 1024
const tagBytes = 16
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

/** nonce16 ‖ chunks. The caller wipes `fileKey`; the key of the stream is wiped here. */
export function sealPayload(fileKey: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const nonce = new Uint8Array(randomBytes(payloadNonceBytes))
  const key = streamKey(fileKey, nonce)
  const parts: Uint8Array[] = [nonce]
  const chunks = Math.max(1, Math.ceil(plaintext.length / chunkBytes))
  for (let i = 0; i < chunks; i += 1) {
    const chunk = plaintext.subarray(i * chunkBytes, (i + 1) * chunkBytes)
    parts.push(
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
        chunk,
        null,
        null,
        chunkNonce(i, i === chunks - 1),
        key,
      ),
    )
  }
  key.fill(0)
  return concat(...parts)
}

/**
 * The plaintext, whole or not at all.
 *
 * @throws Failure 'truncated' when it ends the way a file that was cut short does; 'malformed' for
 * any other fault.
 */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Uint8Array {
  if (payload.length < payloadNonceBytes + tagBytes) throw new Failure('truncated')
  const body = payload.subarray(payloadNonceBytes)
  const step = chunkBytes + tagBytes
  const chunks = Math.ceil(body.length / step)
  if (body.length - (chunks - 1) * step < tagBytes) throw new Failure('truncated')
  const plaintext = new Uint8Array(body.length - chunks * tagBytes)
  const key = streamKey(fileKey, payload.subarray(0, payloadNonceBytes))
  try {
    for (let i = 0; i < chunks; i += 1) {
      const last = i === chunks - 1
      const chunk = openChunk(key, body.subarray(i * step, (i + 1) * step), i, last)
      // Only an empty file may end with an empty chunk.
      if (last && i > 0 && chunk.length === 0) throw new Failure('malformed')
      plaintext.set(chunk, i * chunkBytes)
    }
    return plaintext
  } catch (cause) {
    plaintext.fill(0)
    throw cause
  } finally {
    key.fill(0)
  }
}

/** A last chunk that does not fit, and is not full, is what a file cut short ends with. */
function openChunk(key: Uint8Array, chunk: Uint8Array, i: number, last: boolean): Uint8Array {
  const opened = tryChunk(key, chunk, chunkNonce(i, last))
  if (opened !== null) return opened
  const partial = chunk.length < chunkBytes + tagBytes
  const cut = last && (partial || tryChunk(key, chunk, chunkNonce(i, false)) !== null)
  throw new Failure(cut ? 'truncated' : 'malformed')
}

function tryChunk(key: Uint8Array, chunk: Uint8Array, nonce: Uint8Array): Uint8Array | null {
  try {
    return sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, chunk, null, nonce, key)
  } catch {
    return null
  }
}
