import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import type { VaultPaths } from '../files/paths.ts'

/** The database, SQLite's files beside it, and copies made by a migration. */
const isDatabase = ({ database }: VaultPaths, name: string): boolean =>
  name === basename(database) || new RegExp(`^${basename(database)}(\\.v\\d+)?(-\\w+)?$`).test(name)

/**
 * Deletes everything of a vault except its header and its lock: database, anchor, attached files,
 * quarantined files, and remains of a backup or a migration. Syncs to disk. Files in the folder
 * that don't belong to the vault stay.
 *
 * Attached and quarantined files may stay if the disk refuses: without the database nothing reads
 * them, and the next opening deletes them.
 *
 * @throws Failure 'storage' while a database or an anchor is left.
 */
export const eraseContent = (paths: VaultPaths): void => {
  for (const folder of [paths.blobs, paths.quarantine, paths.scratch]) {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Nothing reads the remaining files.
    }
  }
  try {
    for (const name of readdirSync(paths.folder)) {
      if (isDatabase(paths, name)) rmSync(join(paths.folder, name))
    }
    rmSync(paths.anchor, { force: true })
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}
