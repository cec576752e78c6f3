import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { Failure } from '../../../shared/failure.ts'
import { syncFolder } from '../files/durable-write.ts'
import { acquireLock } from '../files/lock-file.ts'
import { fileMode } from '../files/paths.ts'
import type { VaultPaths } from '../files/paths.ts'
import { destroyMarker, isDestroyed } from '../files/vault-exists.ts'
import { eraseContent } from './erase-content.ts'

/**
 * From here on, overwritten headers mean that the vault was destroyed. @throws Failure 'storage'.
 */
export const startDestruction = (paths: VaultPaths): void => {
  try {
    const file = openSync(destroyMarker(paths), 'w', fileMode)
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
    rmSync(destroyMarker(paths), { force: true })
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
    rmSync(destroyMarker(paths), { force: true })
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
