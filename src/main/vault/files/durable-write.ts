import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { fileMode, folderMode } from './paths.ts'

/** Makes renames and new names in a folder survive a power cut. */
export const syncFolder = (folder: string): void => {
  // Windows cannot open a folder as a file, and journals its names by itself.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Makes a folder for its owner alone, and those above it that are not there, and waits for the disk to
 * have their names: what lies in a folder is lost with its name. One that is there is left as it is.
 *
 * @throws what the system says.
 */
export const makeFolder = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: folderMode })
  if (first === undefined) return
  const top = dirname(resolve(first))
  for (let at = resolve(folder); at !== top; at = dirname(at)) syncFolder(dirname(at))
}

/**
 * Replaces a file so that, whenever the machine stops, either the old or the new content is there
 * whole: write `<path>.new`, fsync, rename, fsync the folder.
 *
 * @throws Failure 'storage' with the old content in place, or the new one not known to be durable.
 */
export const replaceFile = (path: string, bytes: Uint8Array): void => {
  const next = `${path}.new`
  try {
    const descriptor = openSync(next, 'w', fileMode)
    try {
      writeFileSync(descriptor, bytes)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(next, path)
    syncFolder(dirname(path))
  } catch {
    throw new Failure('storage')
  }
}

/**
 * Writes a file that was not there, readable by its owner alone, and waits for the disk, for its name
 * as well.
 *
 * @throws Failure 'exists' (nothing is overwritten), 'storage'.
 */
export const writeNewFile = (path: string, content: Uint8Array | string): void => {
  try {
    const descriptor = openSync(path, 'wx', fileMode)
    try {
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    syncFolder(dirname(path))
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    throw new Failure(exists ? 'exists' : 'storage')
  }
}
