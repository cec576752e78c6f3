import { PlainDigester } from '../../../crypto/digest.ts'
import { Failure } from '../../../shared/failure.ts'
import { hex } from '../../exchange/revision.ts'
import type { StoredBlob, BlobRepository } from '../../store/blobs.ts'
import {
  blobChunkBytes,
  blobFileBytes,
  chunkCount,
  openBlobChunk,
  sealedChunkBytes,
} from '../../exchange/blob-cipher.ts'
import { openBlob } from './blob-reader.ts'

/** Checks the encrypted bytes of one attached file as a stream, and buffers one chunk. */
export type BlobCheck = {
  readonly write: (bytes: Uint8Array) => void
  /**
   * Whether all chunks open and the file matches its entry. Wipes the key; must always be called.
   */
  readonly end: () => boolean
}

/** Takes ownership of the entry's key. */
export const checkBlob = ({ id, key, bytes, digest }: StoredBlob): BlobCheck => {
  const [count, size] = [chunkCount(bytes), blobFileBytes(bytes)]
  const digester = new PlainDigester()
  const sealed = new Uint8Array(Math.min(sealedChunkBytes, size))
  let [length, index, seen, isSound] = [0, 0, 0, true]
  const open = (): void => {
    try {
      const last = index === count - 1
      const plain = openBlobChunk(key, { id, index, last }, sealed.subarray(0, length))
      // Padding starts at the end of the file, in this chunk or an earlier one.
      digester.update(plain.subarray(0, Math.max(0, bytes - index * blobChunkBytes)))
      plain.fill(0)
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause
      isSound = false
    }
    index += 1
    length = 0
  }
  return {
    write: (piece) => {
      seen += piece.length
      isSound &&= seen <= size
      if (!isSound) return
      for (let at = 0; at < piece.length;) {
        const part = piece.subarray(at, at + sealed.length - length)
        sealed.set(part, length)
        length += part.length
        at += part.length
        if (length === sealed.length) open()
      }
    },
    end: () => {
      if (isSound && length > 0) open()
      key.fill(0)
      return isSound && index === count && seen === size && hex(digester.digest()) === digest
    },
  }
}

/**
 * Counts the files that do not open with their key in the database or do not match their entry:
 * reads each to its end, in constant memory. Files that the database no longer lists are skipped.
 *
 * @throws Failure 'storage'; the errors of `breathe`.
 */
export const countBroken = async (
  { named }: Pick<BlobRepository, 'named'>,
  folder: string,
  names: readonly string[],
  breathe: () => Promise<void>,
): Promise<number> => {
  let broken = 0
  for (const name of names) {
    const entry = named(name)
    if (entry === null) continue
    try {
      const blob = await openBlob(folder, entry)
      try {
        for await (const _ of blob.chunks()) await breathe()
      } finally {
        await blob.close()
      }
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code !== 'broken-attachment') throw cause
      broken += 1
    }
  }
  return broken
}
