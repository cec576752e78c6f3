import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../store/types.ts'
import { folderMode } from '../files/paths.ts'

/**
 * Removes every file in `blobs/` that the database has no key for: what a machine that stopped left
 * behind, and what a purge has just made unreadable. Writable vaults only.
 *
 * A disk that refuses keeps nobody out: without their keys these files say nothing but their size.
 *
 * @throws Failure what the database throws.
 */
export const sweepBlobs = (store: Store, folder: string): void => {
  const ours = new Set(store.blobs.ids())
  try {
    // Not `recursive`: where a medium was taken out, no folder may appear in the vault's place.
    if (!existsSync(folder)) mkdirSync(folder, { mode: folderMode })
    for (const name of readdirSync(folder)) {
      if (!ours.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
  } catch {
    // Swept at the next opening.
  }
}
