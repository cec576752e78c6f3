import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { isDestroyed } from './destroy-marker.ts'
import { syncFolder } from '../files/durable-write.ts'
import { fileMode, folderMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'

/*
 * A new vault's folder carries a file `unfinished` from before its first other file until after its
 * header is there whole. With it and without a header, what lies in the folder is the start of a
 * vault that never was, and may be cleared. Without it, nothing in the folder is ours to remove: it
 * may be a vault whose header somebody still has elsewhere.
 */
const marker = ({ folder }: VaultPaths): string => join(folder, 'unfinished')

/** Is there a vault: at least one copy of a header, and not what is left of one that was destroyed? */
export const hasVault = (paths: VaultPaths): boolean =>
  (existsSync(paths.header) || existsSync(paths.headerBackup)) && !isDestroyed(paths)

const lockNames = ({ lock }: VaultPaths): readonly string[] =>
  [lock, `${lock}-journal`].map((path) => basename(path))

/** All in the folder but the lock. @throws Failure 'exists' when it is not a killed creation's. */
const leftovers = (paths: VaultPaths): readonly string[] => {
  const names = readdirSync(paths.folder).filter((name) => !lockNames(paths).includes(name))
  if (names.length === 0) return names
  const ours = new Set(
    [paths.database, paths.anchor, paths.blobs, marker(paths)].map((path) => basename(path)),
  )
  for (const name of [...ours]) ours.add(`${name}-journal`)
  ours.add(`${basename(paths.header)}.new`)
  // A restore brings an older database up to date, by way of a copy.
  const copies = new RegExp(`^${basename(paths.database)}\\.v\\d+$`)
  const isOurs = (name: string): boolean => ours.has(name) || copies.test(name)
  if (hasVault(paths) || !existsSync(marker(paths)) || !names.every(isOurs)) {
    throw new Failure('exists')
  }
  return names
}

/** The lock stays: it is held, and a file of the same name would be another lock. */
const clear = (paths: VaultPaths): void => {
  const markerName = basename(marker(paths))
  // The marker goes last: killed in between, the rest can still be told.
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
 * Looks, and changes nothing: not so much as a lock is put into a folder that is somebody else's.
 *
 * @throws Failure 'exists' unless the folder is empty or holds a creation that was never finished;
 *   'storage'.
 */
export const assertEmptyFolder = (paths: VaultPaths): void => onDisk(() => void leftovers(paths))

/**
 * Clears what a killed creation left, makes the folder private and marks it. Only for the holder of
 * the lock: without it, the leftovers may be the work of another process.
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
 * The vault that was begun will not be: nothing of it stays but the lock, which is held. A disk that
 * refuses leaves it for the next time.
 */
export const rollBackCreation = (paths: VaultPaths): void => {
  try {
    clear(paths)
    rmSync(marker(paths), { force: true })
  } catch {
    // Marked as unfinished, so that nothing takes it for a vault.
  }
}

/**
 * The header is in place: there is a vault. Also called at unlock, for a kill just before this; a
 * disk that refuses leaves the marker for the next time.
 */
export const finishCreation = (paths: VaultPaths): void => {
  if (!existsSync(marker(paths))) return
  try {
    rmSync(marker(paths))
    syncFolder(paths.folder)
  } catch {
    // There is a vault all the same.
  }
}
