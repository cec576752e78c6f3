import { randomBytes } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainDigester } from '../../../crypto/digest.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import { hex } from '../../exchange/revision.ts'
import { syncFolder } from '../files/durable-write.ts'
import { fileMode } from '../files/paths.ts'
import { blobChunkBytes, paddedBytes, sealBlobChunk } from '../../exchange/blob-cipher.ts'

/**
 * The same time for every file in `blobs/` and `quarantine/`, and for both folders, so that their
 * times of the last change don't reveal when a file was attached. The times of creation and of the
 * last change of status, which ext4 and others keep, can't be set: they stay exact.
 */
const someDay = new Date('2000-01-01T00:00:00Z')

/**
 * Dates `blobs/` or `quarantine/`, after a name in it was added or removed: the system has given it
 * the exact time. Never throws; if the disk refuses, the next change or opening dates it.
 */
export const dateBlobFolder = (folder: string): void => {
  try {
    utimesSync(folder, someDay, someDay)
  } catch {
    // Not there, or read-only.
  }
}

/** A blob that is being written. One call at a time; after a failure only `abort` may be called. */
export type BlobWriter = {
  /** @throws Failure 'too-big' above the most bytes, 'storage'. */
  readonly write: (bytes: Uint8Array) => Promise<void>
  /**
   * After this, the file and its name are on the disk. The caller wipes the key of the entry, and
   * removes the file if the entry is not kept.
   *
   * @throws Failure 'invalid' when nothing was written, 'storage'.
   */
  readonly finish: () => Promise<StoredBlob>
  /**
   * Removes the file and wipes the key. No effect after `finish`: the caller then owns the entry.
   */
  readonly abort: () => Promise<void>
}

/**
 * Creates a file in `blobs/` or `quarantine/` with a new name and key.
 *
 * @param most bytes of its content.
 * @throws Failure 'storage'.
 */
export const createBlob = async (
  folder: string,
  most: number = limits.attachmentBytes,
): Promise<BlobWriter> => {
  const id = randomBytes(16).toString('hex')
  const key = new Uint8Array(randomBytes(32))
  const path = join(folder, id)
  const digester = new PlainDigester()
  const chunk = new Uint8Array(blobChunkBytes)
  let file: FileHandle | null = await attempt(() => open(path, 'wx', fileMode))
  let length = 0
  let index = 0
  let bytes = 0
  let isFinished = false

  const seal = async (last: boolean): Promise<void> => {
    const sealed = sealBlobChunk(key, { id, index, last }, chunk.subarray(0, length))
    await attempt(() => writeAll(file, sealed))
    index += 1
    length = 0
  }
  /** A full chunk is buffered until more bytes arrive: only then is it known not to be the last. */
  const take = async (part: Uint8Array): Promise<void> => {
    for (let at = 0; at < part.length;) {
      if (length === blobChunkBytes) await seal(false)
      const piece = part.subarray(at, at + blobChunkBytes - length)
      chunk.set(piece, length)
      length += piece.length
      at += piece.length
    }
  }
  const close = async (): Promise<void> => {
    const closing = file
    file = null
    chunk.fill(0)
    await closing?.close()
  }

  return {
    write: async (part) => {
      bytes += part.length
      if (bytes > most) throw new Failure('too-big')
      digester.update(part)
      await take(part)
    },
    finish: async () => {
      if (bytes === 0) throw new Failure('invalid')
      const zeros = new Uint8Array(blobChunkBytes)
      for (let left = paddedBytes(bytes) - bytes; left > 0; left -= blobChunkBytes) {
        await take(zeros.subarray(0, left))
      }
      await seal(true)
      await attempt(async () => {
        await file?.utimes(someDay, someDay)
        await file?.sync()
        await close()
        dateBlobFolder(folder)
        syncFolder(folder)
      })
      isFinished = true
      return { id, digest: hex(digester.digest()), bytes, key }
    },
    abort: async () => {
      if (isFinished) return
      key.fill(0)
      await close()
      await removeBlobFile(folder, id)
    },
  }
}

/** Frees the space; without its key the file is unreadable anyway. */
export const removeBlobFile = async (folder: string, id: string): Promise<void> => {
  try {
    await rm(join(folder, id), { force: true })
    dateBlobFolder(folder)
  } catch {
    // Deleted at the next opening.
  }
}

const writeAll = async (file: FileHandle | null, bytes: Uint8Array): Promise<void> => {
  if (file === null) throw new Failure('storage')
  for (let at = 0; at < bytes.length;) {
    at += (await file.write(bytes, at)).bytesWritten
  }
}

const attempt = async <T>(action: () => Promise<T>): Promise<T> => {
  try {
    return await action()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
