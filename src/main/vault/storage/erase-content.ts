import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import type { VaultPaths } from '../files/paths.ts'

/** The database, what SQLite lays beside it, and the copies that a migration makes. */
const isDatabase = ({ database }: VaultPaths, name: string): boolean =>
  name === basename(database) || new RegExp(`^${basename(database)}(\\.v\\d+)?(-\\w+)?$`).test(name)

/**
 * Removes all of a vault but its header and its lock: database, anchor, attached files, files that
 * were set aside, and what a backup or a migration left. Waits for the disk. What lies in the folder
 * and is none of the vault's stays.
 *
 * Attached files and files that were set aside may stay where the disk refuses: without the database
 * nothing reads them, and they are swept at the next opening.
 *
 * @throws Failure 'storage' while a database or an anchor is left.
 */
export const eraseContent = (paths: VaultPaths): void => {
  for (const folder of [paths.blobs, paths.quarantine, paths.scratch]) {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Nothing reads what is left in there.
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
