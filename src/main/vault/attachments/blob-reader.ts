import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainDigester } from '../../../crypto/digest.ts'
import { Failure } from '../../../shared/failure.ts'
import { hex } from '../../exchange/revision.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import {
  blobChunkBytes,
  blobFileBytes,
  chunkCount,
  openBlobChunk,
  sealedChunkBytes,
} from '../../exchange/blob-cipher.ts'

/** An attached file; the requested parts are decrypted in memory. */
export type BlobReader = {
  readonly bytes: number
  /**
   * Up to `length` bytes from `start`; fewer only at the end.
   *
   * @throws Failure 'broken-attachment', 'storage'.
   */
  readonly read: (start: number, length: number) => Promise<Uint8Array>
  /**
   * Streams the whole file once, in pieces of at most 1 MiB, and then compares its digest. The
   * content is verified only when the iteration ends.
   *
   * @throws (while iterating) Failure 'broken-attachment', 'storage'.
   */
  readonly chunks: () => AsyncGenerator<Uint8Array, void, void>
  /** Closes the file and wipes the key. */
  readonly close: () => Promise<void>
}

/**
 * Opens a file in `blobs/`. Takes ownership of the entry's key and wipes it.
 *
 * @throws Failure 'broken-attachment' if the file is missing or has another size; 'storage'.
 */
export const openBlob = async (folder: string, entry: StoredBlob): Promise<BlobReader> => {
  const { id, key, bytes, digest } = entry
  const count = chunkCount(bytes)
  let file: FileHandle
  try {
    file = await openWhole(join(folder, id), blobFileBytes(bytes))
  } catch (cause) {
    key.fill(0)
    throw cause
  }

  const chunkAt = async (index: number): Promise<Uint8Array> => {
    const last = index === count - 1
    const size = last ? blobFileBytes(bytes) - index * sealedChunkBytes : sealedChunkBytes
    const sealed = await readAt(file, index * sealedChunkBytes, size)
    const plain = openBlobChunk(key, { id, index, last }, sealed)
    // Padding starts at the end of the file, in this chunk or an earlier one.
    return plain.subarray(0, Math.max(0, bytes - index * blobChunkBytes))
  }

  return {
    bytes,
    read: async (start, length) => {
      const end = Math.min(bytes, start + length)
      const whole = new Uint8Array(Math.max(0, end - start))
      for (let at = start; at < end;) {
        const index = Math.floor(at / blobChunkBytes)
        const from = index * blobChunkBytes
        const piece = (await chunkAt(index)).subarray(at - from, end - from)
        whole.set(piece, at - start)
        at += piece.length
      }
      return whole
    },
    chunks: async function* () {
      const digester = new PlainDigester()
      for (let index = 0; index < count; index += 1) {
        const plain = await chunkAt(index)
        digester.update(plain)
        if (plain.length > 0) yield plain
      }
      if (hex(digester.digest()) !== digest) throw new Failure('broken-attachment')
    },
    close: async () => {
      key.fill(0)
      await file.close()
    },
  }
}

const openWhole = async (path: string, size: number): Promise<FileHandle> => {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (cause) {
    const absent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new Failure(absent ? 'broken-attachment' : 'storage', { cause })
  }
  const stat = await file.stat()
  if (stat.isFile() && stat.size === size) return file
  await file.close()
  throw new Failure('broken-attachment')
}

const readAt = async (file: FileHandle, position: number, size: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(size)
  for (let length = 0; length < size;) {
    let count: number
    try {
      count = (await file.read(bytes, length, size - length, position + length)).bytesRead
    } catch (cause) {
      throw new Failure('storage', { cause })
    }
    if (count === 0) throw new Failure('broken-attachment')
    length += count
  }
  return bytes
}
