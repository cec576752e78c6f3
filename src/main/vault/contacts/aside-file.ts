import { createReadStream, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import { openBlob } from '../attachments/blob-reader.ts'
import { createBlob, dateBlobFolder } from '../attachments/blob-writer.ts'
import { makeFolder } from '../files/durable-write.ts'
import { vaultPaths } from '../files/paths.ts'

/** Path of a quarantined file: encrypted as attached files are, under a key in the database. */
export const quarantinePath = (folder: string, id: string): string =>
  join(vaultPaths(folder).quarantine, id)

const asStorage = (cause: unknown): Failure =>
  cause instanceof Failure ? cause : new Failure('storage', { cause })

/**
 * Reads a quarantined file to its end. Wipes the key of the entry.
 *
 * @throws Failure 'not-found' if the file was deleted, 'tampered' if it was changed, 'storage'.
 */
export const checkQuarantined = async (folder: string, entry: StoredBlob): Promise<void> => {
  const { quarantine } = vaultPaths(folder)
  try {
    const file = await openBlob(quarantine, entry)
    try {
      for await (const _ of file.chunks()) void _
    } finally {
      await file.close()
    }
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'broken-attachment') throw asStorage(cause)
    throw new Failure(isThere(quarantine, entry.id) ? 'tampered' : 'not-found', { cause })
  }
}

const isThere = (quarantine: string, id: string): boolean => {
  try {
    return readdirSync(quarantine).includes(id)
  } catch {
    return false
  }
}

/**
 * Encrypts a file into the vault's folder and syncs it. The caller wipes the key of the entry, and
 * removes the file if the entry is not kept. If this fails, no file is left.
 *
 * @throws Failure 'too-big', 'invalid' for an empty file, 'storage'.
 */
export const sealQuarantined = async (folder: string, from: string): Promise<StoredBlob> => {
  const { quarantine } = vaultPaths(folder)
  try {
    makeFolder(quarantine)
    const blob = await createBlob(quarantine, limits.bundleBytes)
    try {
      for await (const piece of createReadStream(from, { highWaterMark: 1024 * 1024 })) {
        await blob.write(piece as Uint8Array)
      }
      return await blob.finish()
    } catch (cause) {
      await blob.abort()
      throw cause
    }
  } catch (cause) {
    throw asStorage(cause)
  }
}

/** If the file can't be removed now, the next opening deletes it. */
export const removeQuarantined = (folder: string, id: string): void => {
  try {
    rmSync(quarantinePath(folder, id), { force: true })
    dateBlobFolder(vaultPaths(folder).quarantine)
  } catch {
    // The file remains, and is no longer listed.
  }
}

/**
 * Deletes files that a crash left: those that the vault does not list. Never throws, so it can't
 * block the opening; files that can't be read now are deleted another time.
 */
export const sweepQuarantine = (
  folder: string,
  listed: () => readonly { readonly id: string }[],
): void => {
  try {
    const names = readdirSync(vaultPaths(folder).quarantine)
    const ids = new Set(listed().map(({ id }) => id))
    for (const name of names) {
      if (/^[0-9a-f]{32}$/.test(name) && !ids.has(name)) removeQuarantined(folder, name)
    }
    dateBlobFolder(vaultPaths(folder).quarantine)
  } catch {
    // Usually because nothing was ever quarantined.
  }
}
