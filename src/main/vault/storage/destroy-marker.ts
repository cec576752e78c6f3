import { closeSync, existsSync, fsyncSync, openSync, readSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { magic } from '../../../crypto/v2/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import { acquireLock } from '../files/lock-file.ts'
import { fileMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { eraseContent } from './erase-content.ts'

/*
 * The folder of a vault that is being destroyed contains a file `destroying` from before the first
 * byte of its header is overwritten until everything else is deleted. If a header copy is still
 * intact at its start, the marker is ignored. With the marker and without such a header there is no
 * vault, and the rest is deleted at the next start.
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
    // An unreadable file may be a header: nothing is deleted in doubt.
    return !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
  }
}

/** Whether this vault was destroyed and some of its files remain. */
export const isDestroyed = (paths: VaultPaths): boolean =>
  existsSync(marker(paths)) &&
  ![paths.header, paths.headerBackup].some((path) => beginsAsHeader(path))

/**
 * From here on, overwritten headers mean that the vault was destroyed. @throws Failure 'storage'.
 */
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

/** Called when the vault opens: an interrupted destruction had not changed it. Never throws. */
export const removeDestroyMarker = (paths: VaultPaths): void => {
  try {
    rmSync(marker(paths), { force: true })
  } catch {
    // The marker is ignored if there is a header.
  }
}

/**
 * Deletes the remains after the headers were overwritten. The caller must hold the lock.
 *
 * @throws Failure 'storage': done at the next start.
 */
export const finishDestruction = (paths: VaultPaths): void => {
  eraseContent(paths, 'now')
  try {
    for (const path of [paths.header, paths.headerBackup]) rmSync(path, { force: true })
    syncFolder(paths.folder)
    rmSync(marker(paths), { force: true })
  } catch {
    throw new Failure('storage')
  }
}

/** Deletes the remains of an interrupted destruction. Never throws. */
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
    // Another process is doing it, or the disk refuses: done at the next start.
  }
}
