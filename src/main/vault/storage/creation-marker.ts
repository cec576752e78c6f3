import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import { fileMode, folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { hasVault } from '../files/vault-exists.ts'

/*
 * A new vault's folder contains a file `unfinished` from before its first other file until its
 * header is complete. With the marker and without a header, the folder holds an unfinished vault
 * and may be cleared. Without the marker, the app must not remove anything from the folder: it may
 * be a vault whose header is stored elsewhere.
 */
const marker = ({ folder }: VaultPaths): string => join(folder, 'unfinished')

const lockNames = ({ lock }: VaultPaths): readonly string[] =>
  [lock, `${lock}-journal`].map((path) => basename(path))

/**
 * All names in the folder except the lock. @throws Failure 'exists' if they are not from a killed
 * creation.
 */
const leftovers = (paths: VaultPaths): readonly string[] => {
  const names = readdirSync(paths.folder).filter((name) => !lockNames(paths).includes(name))
  if (names.length === 0) return names
  const ours = new Set(
    [paths.database, paths.anchor, paths.blobs, marker(paths)].map((path) => basename(path)),
  )
  for (const name of [...ours]) ours.add(`${name}-journal`)
  ours.add(`${basename(paths.header)}.new`)
  // A restore migrates an older database through a copy.
  const copies = new RegExp(`^${basename(paths.database)}\\.v\\d+$`)
  const isOurs = (name: string): boolean => ours.has(name) || copies.test(name)
  if (hasVault(paths) || !existsSync(marker(paths)) || !names.every(isOurs)) {
    throw new Failure('exists')
  }
  return names
}

/** The lock file stays: it is held, and a new file of the same name would be another lock. */
const clear = (paths: VaultPaths): void => {
  const markerName = basename(marker(paths))
  // The marker is removed last, so that after a kill the rest can still be recognised.
  for (const name of leftovers(paths)) {
    if (name !== markerName) rmSync(join(paths.folder, name), { recursive: true })
  }
}

const onDisk = (act: () => void): void => {
  try {
    act()
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage')
  }
}

/**
 * Checks the folder without changing anything: not even a lock file is created in a folder with
 * other content.
 *
 * @throws Failure 'exists' unless the folder is empty or holds a creation that was never finished;
 *   'storage'.
 */
export const assertEmptyFolder = (paths: VaultPaths): void => onDisk(() => void leftovers(paths))

/**
 * Clears the remains of a killed creation, makes the folder private and marks it. The caller must
 * hold the lock: otherwise the files may belong to another process.
 *
 * @throws Failure 'exists', 'storage'.
 */
export const startCreation = (paths: VaultPaths): void =>
  onDisk(() => {
    clear(paths)
    chmodSync(paths.folder, folderMode)
    const file = openSync(marker(paths), 'w', fileMode)
    fsyncSync(file)
    closeSync(file)
    syncFolder(paths.folder)
  })

/**
 * Removes everything of the unfinished vault except the lock, which is held. If the disk refuses,
 * the next creation clears it.
 */
export const rollBackCreation = (paths: VaultPaths): void => {
  try {
    clear(paths)
    rmSync(marker(paths), { force: true })
  } catch {
    // Still marked as unfinished, so it is not mistaken for a vault.
  }
}

/**
 * Called once the header is written: there is a vault. Also called at unlock, for a kill just
 * before this; if the disk refuses, the marker stays until the next unlock.
 */
export const finishCreation = (paths: VaultPaths): void => {
  if (!existsSync(marker(paths))) return
  try {
    rmSync(marker(paths))
    syncFolder(paths.folder)
  } catch {
    // The vault exists anyway.
  }
}
