import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '../../store/store.ts'
import { folderMode } from '../files/paths.ts'
import { dateBlobFolder } from './blob-writer.ts'

/**
 * Deletes every file in `blobs/` that the database has no key for: the remains of a crash, and
 * files that a purge has just made unreadable. Dates the folder. Writable vaults only.
 *
 * A disk error doesn't prevent opening: without their keys these files reveal only their size.
 *
 * @throws Failure the errors of the database.
 */
export const sweepBlobs = (store: Store, folder: string): void => {
  const ours = new Set(store.blobs.ids())
  try {
    // Not `recursive`: if the medium was removed, no folder may be created in the vault's place.
    if (!existsSync(folder)) mkdirSync(folder, { mode: folderMode })
    for (const name of readdirSync(folder)) {
      if (!ours.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    dateBlobFolder(folder)
  } catch {
    // Deleted at the next opening.
  }
}
