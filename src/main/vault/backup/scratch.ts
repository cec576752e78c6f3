import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'

/** A private folder for the temporary files of making or testing a backup. Encrypted files only. */
export type Scratch = {
  readonly database: string
  readonly remove: () => void
}

/** Deletes files that a backup or a test left when the machine stopped. Never throws. */
export const sweepScratch = ({ scratch }: VaultPaths): void => {
  try {
    rmSync(scratch, { recursive: true, force: true })
  } catch {
    // Read-only media: the files are encrypted, and their key is gone.
  }
}

/**
 * Creates the folder, after deleting an old one. One at a time: the caller holds the vault's lock
 * and its turn in the queue.
 *
 * @throws Failure 'storage'.
 */
export const makeScratch = (paths: VaultPaths): Scratch => {
  sweepScratch(paths)
  try {
    mkdirSync(paths.scratch, { mode: folderMode })
  } catch {
    throw new Failure('storage')
  }
  return { database: join(paths.scratch, 'notes.db'), remove: () => sweepScratch(paths) }
}
