import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'

/** A private folder for what a backup needs while it is made or tested. Encrypted files only. */
export type Scratch = {
  readonly database: string
  readonly remove: () => void
}

/** Removes what a backup or a test left when the machine stopped. Never throws. */
export const sweepScratch = ({ scratch }: VaultPaths): void => {
  try {
    rmSync(scratch, { recursive: true, force: true })
  } catch {
    // Read-only media: what lies there is encrypted, and its key is gone.
  }
}

/**
 * Makes the folder anew. One at a time: whoever has one holds the vault's lock and its turn.
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
