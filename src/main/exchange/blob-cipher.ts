import { createCipheriv, createDecipheriv } from 'node:crypto'
import { concat, utf8, writeCounter } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { padme } from './padme.ts'

/*
 * A file in `blobs/` or `quarantine/`: docs/FORMAT.md, section 8. Chunks of 1 MiB under AES-256-GCM, so that any
 * part can be read separately. The key is random and encrypts only this file, so the nonce may be a
 * counter.
 */
export const blobChunkBytes = 1024 * 1024
const tagBytes = 16
export const sealedChunkBytes = blobChunkBytes + tagBytes

/** A file in this form, and what opens it. */
export type SealedFile = {
  /** Its name, 32 hex digits. */
  readonly id: string
  /** Length of its content. */
  readonly bytes: number
  /** 32 bytes; the owner wipes it. */
  readonly key: Uint8Array
}

/** Identifies a chunk of a blob. `last`: it is the final chunk. */
export type BlobChunk = {
  /** 32 hex digits. */
  readonly id: string
  readonly index: number
  readonly last: boolean
}

/**
 * Length of content and padding in `blobs/`: padded, so that a file on the disk can't be identified
 * by its size.
 */
export const paddedBytes = (bytes: number): number => padme(bytes)

export const chunkCount = (bytes: number): number => Math.ceil(paddedBytes(bytes) / blobChunkBytes)

/** Size on disk of a blob with this many bytes of content. */
export const blobFileBytes = (bytes: number): number =>
  paddedBytes(bytes) + tagBytes * chunkCount(bytes)

const nonceOf = ({ index, last }: BlobChunk): Uint8Array => {
  const nonce = new Uint8Array(12)
  writeCounter(nonce, 0, index)
  nonce[11] = last ? 1 : 0
  return nonce
}

const aadOf = ({ id }: BlobChunk): Uint8Array =>
  concat(utf8('understory/blob/v1\0'), Buffer.from(id, 'hex'))

/** ciphertext ‖ tag. Must be called at most once per chunk and key. */
export const sealBlobChunk = (key: Uint8Array, chunk: BlobChunk, plain: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(chunk), { authTagLength: tagBytes })
  cipher.setAAD(aadOf(chunk))
  return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** @throws Failure 'broken-attachment' unless the input was sealed as this chunk of this blob. */
export const openBlobChunk = (
  key: Uint8Array,
  chunk: BlobChunk,
  sealed: Uint8Array,
): Uint8Array => {
  if (sealed.length < tagBytes) throw new Failure('broken-attachment')
  const end = sealed.length - tagBytes
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(chunk), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(aadOf(chunk))
  decipher.setAuthTag(sealed.subarray(end))
  const plain = decipher.update(sealed.subarray(0, end))
  try {
    decipher.final()
    return plain
  } catch {
    plain.fill(0)
    throw new Failure('broken-attachment')
  }
}
