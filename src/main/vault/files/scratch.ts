import { mkdirSync, rmdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes } from '../../../crypto/random.ts'
import { Failure } from '../../../shared/failure.ts'
import { fileMode, folderMode } from './paths.ts'
import type { VaultPaths } from './paths.ts'

/** A private folder for the temporary files of one task. Encrypted files only. */
export type Scratch = {
  readonly database: string
  /** Never throws; at the latest, the lock or the next opening deletes it. */
  readonly remove: () => void
}

/** A temporary file that was encrypted before it came here. */
export type ScratchFile = {
  readonly path: string
  /** Never throws; at the latest, the lock or the next opening deletes it. */
  readonly remove: () => void
}

const remove = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Read-only media: the files are encrypted, and their key is not here.
  }
}

const removeIfEmpty = (folder: string): void => {
  try {
    rmdirSync(folder)
  } catch {
    // Another temporary file is in it.
  }
}

/** Deletes all temporary files: at the lock, and those that stayed when the machine stopped. Never throws. */
export const sweepScratch = ({ scratch }: VaultPaths): void => remove(scratch)

/**
 * Creates the folder, after deleting an old one.
 *
 * @param name of the task. One at a time: the caller holds the vault's lock, and its turn in the
 *   queue or a name that no other task has.
 * @throws Failure 'storage'.
 */
export const makeScratch = ({ scratch }: VaultPaths, name = 'backup'): Scratch => {
  const folder = join(scratch, name)
  remove(folder)
  try {
    mkdirSync(folder, { recursive: true, mode: folderMode })
  } catch {
    throw new Failure('storage')
  }
  return {
    database: join(folder, 'notes.db'),
    remove: () => {
      remove(folder)
      removeIfEmpty(scratch)
    },
  }
}

/**
 * Writes encrypted bytes under a random name. The caller removes the file.
 *
 * @throws Failure 'storage', and nothing stays.
 */
export const writeScratchFile = async (
  { scratch }: VaultPaths,
  bytes: Uint8Array,
): Promise<ScratchFile> => {
  const path = join(scratch, `${Buffer.from(randomBytes(16)).toString('hex')}.age`)
  const removeFile = (): void => {
    remove(path)
    removeIfEmpty(scratch)
  }
  try {
    mkdirSync(scratch, { recursive: true, mode: folderMode })
    const file = await open(path, 'wx', fileMode)
    try {
      await file.writeFile(bytes)
    } finally {
      await file.close()
    }
  } catch (cause) {
    removeFile()
    throw new Failure('storage', { cause })
  }
  return { path, remove: removeFile }
}
