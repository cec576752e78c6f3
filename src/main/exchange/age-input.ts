import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { concat } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import {
  blobChunkBytes,
  blobFileBytes,
  chunkCount,
  openBlobChunk,
  sealedChunkBytes,
} from './blob-cipher.ts'
import type { SealedFile } from './blob-cipher.ts'

/** The bytes of an age file in order, from a file that may have an outer encryption. */
export type AgeInput = {
  /** Size of the age file. */
  readonly size: number
  /** The next bytes; fewer than requested only at the end. @throws Failure 'tampered', 'storage'. */
  readonly read: (size: number) => Uint8Array
  /** Closes the file and wipes the outer key. */
  readonly close: () => void
}

// Opening a named pipe would otherwise block until another process writes to it.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** @throws Failure 'storage'; 'malformed' for anything but a plain file; 'tampered'. */
export const openInput = (path: string, sealed: SealedFile | null): AgeInput => {
  const descriptor = attempt(() => openSync(path, readOnly))
  try {
    const stat = attempt(() => fstatSync(descriptor))
    if (!stat.isFile()) throw new Failure('malformed')
    if (sealed === null) return plainInput(descriptor, stat.size)
    if (stat.size !== blobFileBytes(sealed.bytes)) throw new Failure('tampered')
    return sealedInput(descriptor, sealed)
  } catch (cause) {
    closeSync(descriptor)
    throw cause
  }
}

const plainInput = (descriptor: number, size: number): AgeInput => ({
  size,
  read: (wanted) => readUpTo(descriptor, wanted),
  close: () => closeSync(descriptor),
})

/** One chunk at a time; the padding after the content is not given. */
const sealedInput = (descriptor: number, { id, bytes, key }: SealedFile): AgeInput => {
  const count = chunkCount(bytes)
  let index = 0
  let left: Uint8Array = new Uint8Array()
  const nextChunk = (): Uint8Array => {
    const last = index === count - 1
    const sealed = readUpTo(descriptor, sealedChunkBytes)
    try {
      const plain = openBlobChunk(key, { id, index, last }, sealed)
      return plain.subarray(0, Math.max(0, bytes - index * blobChunkBytes))
    } catch (cause) {
      throw new Failure('tampered', { cause })
    } finally {
      index += 1
    }
  }
  return {
    size: bytes,
    read: (wanted) => {
      const parts: Uint8Array[] = []
      let length = 0
      while (length < wanted) {
        if (left.length === 0) {
          if (index === count) break
          left = nextChunk()
          continue
        }
        const part = left.subarray(0, wanted - length)
        left = left.subarray(part.length)
        parts.push(part)
        length += part.length
      }
      return concat(...parts)
    },
    close: () => {
      key.fill(0)
      closeSync(descriptor)
    },
  }
}

/** The next bytes of a file; fewer than requested only at its end. @throws Failure 'storage'. */
const readUpTo = (descriptor: number, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let length = 0
  while (length < size) {
    const count = attempt(() => readSync(descriptor, bytes, length, size - length, null))
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}

const attempt = <T>(action: () => T): T => {
  try {
    return action()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
