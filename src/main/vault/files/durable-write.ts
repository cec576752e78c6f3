import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import { fileMode, folderMode } from './paths.ts'

/** Makes renames and new names in a folder survive a power loss. */
export const syncFolder = (folder: string): void => {
  // Windows can't open a folder as a file; NTFS journals names itself.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Creates a folder that only its owner can access, with missing parents, and syncs their names: a
 * folder that loses its name loses its content. An existing folder is left unchanged.
 *
 * @throws the errors of the system.
 */
export const makeFolder = (folder: string): void => {
  const first = mkdirSync(folder, { recursive: true, mode: folderMode })
  if (first === undefined) return
  const top = dirname(resolve(first))
  for (let at = resolve(folder); at !== top; at = dirname(at)) syncFolder(dirname(at))
}

/**
 * Replaces a file so that, whenever the machine stops, either the complete old or the complete new
 * content is there: write `<path>.new`, fsync, rename, fsync the folder.
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
 * Writes a new file, readable only by its owner, and syncs the file and its name.
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
