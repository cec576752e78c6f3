import { createCipheriv, createDecipheriv } from 'node:crypto'
import { concat, utf8, writeCounter } from '../../../crypto/bytes.ts'
import { Failure } from '../../../shared/failure.ts'
import { padme } from '../../exchange/padme.ts'

/*
 * A file in `blobs/`: docs/FORMAT.md, section 8. Chunks of 1 MiB under AES-256-GCM, so that any part
 * can be read by itself. The key is random and encrypts this one file, so that a nonce may count.
 */
export const blobChunkBytes = 1024 * 1024
const tagBytes = 16
export const sealedChunkBytes = blobChunkBytes + tagBytes

/** Which blob, and which of its chunks. `last`: nothing comes after it. */
export type BlobChunk = {
  /** 32 hex digits. */
  readonly id: string
  readonly index: number
  readonly last: boolean
}

/** Content and padding in `blobs/`: the size of a file on the disk confirms no file to anybody. */
export const paddedBytes = (bytes: number): number => padme(bytes)

export const chunkCount = (bytes: number): number => Math.ceil(paddedBytes(bytes) / blobChunkBytes)

/** Size on the disk of a blob that holds so many bytes. */
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

/** ciphertext ‖ tag. Never twice for one chunk of one key. */
export const sealBlobChunk = (key: Uint8Array, chunk: BlobChunk, plain: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(chunk), { authTagLength: tagBytes })
  cipher.setAAD(aadOf(chunk))
  return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** @throws Failure 'broken-attachment' for anything but what was sealed as this chunk of this blob. */
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
