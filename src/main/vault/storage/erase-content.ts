import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { randomBytes } from '../../../crypto/random.ts'
import { basename, join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import { folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'

/** The database, SQLite's files beside it, and copies made by a migration. */
const isDatabase = ({ database }: VaultPaths, name: string): boolean =>
  name === basename(database) || new RegExp(`^${basename(database)}(\\.v\\d+)?(-\\w+)?$`).test(name)

/** Deletes a folder, or moves it into the scratch folder, which is swept. */
const clearFolder = (paths: VaultPaths, folder: string, when: 'now' | 'later'): void => {
  try {
    if (when === 'now') {
      rmSync(folder, { recursive: true, force: true })
      return
    }
    mkdirSync(paths.scratch, { recursive: true, mode: folderMode })
    renameSync(folder, join(paths.scratch, Buffer.from(randomBytes(16)).toString('hex')))
  } catch {
    // Nothing reads the remaining files.
  }
}

/**
 * Deletes everything of a vault except its header and its lock: database, anchor, attached files,
 * quarantined files, and remains of a backup or a migration. Syncs to disk. Files in the folder
 * that don't belong to the vault stay.
 *
 * Attached and quarantined files may stay if the disk refuses: without the database nothing reads
 * them, and the next opening deletes them.
 *
 * @param files when attached and quarantined files go: 'later' moves them into the scratch folder,
 *   which the caller sweeps, so that the time does not show how many there were.
 * @throws Failure 'storage' while a database or an anchor is left.
 */
export const eraseContent = (paths: VaultPaths, files: 'now' | 'later'): void => {
  if (files === 'now') clearFolder(paths, paths.scratch, 'now')
  for (const folder of [paths.blobs, paths.quarantine]) clearFolder(paths, folder, files)
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
