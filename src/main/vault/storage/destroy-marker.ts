import { closeSync, existsSync, fsyncSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { magic } from '../../../crypto/v1/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import { acquireLock } from '../files/lock-file.ts'
import { fileMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { eraseContent } from './erase-content.ts'

/*
 * A vault that is being destroyed carries a file `destroying` from before the first byte of its header
 * is overwritten until all else is gone. Beside a header that still begins as one it means nothing. With
 * it, and without such a header, there is no vault, and the rest is removed at the next start.
 */
const marker = ({ folder }: VaultPaths): string => join(folder, 'destroying')

const beginsAsHeader = (path: string): boolean => {
  try {
    const descriptor = openSync(path, 'r')
    try {
      const bytes = new Uint8Array(magic.length)
      readSync(descriptor, bytes, 0, bytes.length, 0)
      return magic.every((byte, i) => bytes[i] === byte)
    } finally {
      closeSync(descriptor)
    }
  } catch (cause) {
    // One that cannot be read may be one: nothing is removed on a guess.
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
  }
}

/** Was this vault destroyed, and something of it is left? */
export const isDestroyed = (paths: VaultPaths): boolean =>
  existsSync(marker(paths)) &&
  ![paths.header, paths.headerBackup].some((path) => beginsAsHeader(path))

/** From here on, overwritten headers mean that the vault was destroyed. @throws Failure 'storage'. */
export const startDestruction = (paths: VaultPaths): void => {
  try {
    const file = openSync(marker(paths), 'w', fileMode)
    fsyncSync(file)
    closeSync(file)
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}

/** The vault opened: a destruction that was begun touched nothing. Never throws. */
export const removeDestroyMarker = (paths: VaultPaths): void => {
  try {
    rmSync(marker(paths), { force: true })
  } catch {
    // It means nothing beside a header.
  }
}

/**
 * Removes what is left once the headers are overwritten. Only for the holder of the lock.
 *
 * @throws Failure 'storage': done at the next start.
 */
export const finishDestruction = (paths: VaultPaths): void => {
  eraseContent(paths)
  try {
    for (const path of [paths.header, paths.headerBackup]) rmSync(path, { force: true })
    syncFolder(paths.folder)
    rmSync(marker(paths), { force: true })
  } catch {
    throw new Failure('storage')
  }
}

/** Removes what a destruction that was cut short left of a vault that is gone. Never throws. */
export const resumeDestruction = (
  paths: VaultPaths,
  options: { readonly nativeBinding?: string },
): void => {
  if (!isDestroyed(paths)) return
  try {
    const lock = acquireLock(paths, options)
    try {
      if (isDestroyed(paths)) finishDestruction(paths)
    } finally {
      lock.release()
    }
  } catch {
    // Another process is at it, or the disk refuses: at the next start.
  }
}
