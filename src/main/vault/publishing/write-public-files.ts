import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../../shared/failure.ts'
import type { Day } from '../../../shared/ids.ts'
import { sha256 } from '../../../publication/items.ts'
import { dateFile, syncFolder } from '../../exchange/write-export.ts'

export type PublicFile = { readonly name: string; readonly bytes: Uint8Array }

const foldersMax = 1_000
const folderName = (n: number): string => (n === 1 ? 'public-record' : `public-record-${n}`)

const partName = /^\.public-record-[A-Za-z0-9]{6}$/

/** Deletes partial folders of an interrupted write; only this app uses such names. */
const sweep = (parent: string): void => {
  for (const name of readdirSync(parent)) {
    if (partName.test(name)) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

const writeOne = (path: string, bytes: Uint8Array, day: Day): void => {
  const descriptor = openSync(path, 'wx', 0o600)
  try {
    writeFileSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  if (sha256(readFileSync(path)) !== sha256(bytes)) throw new Failure('storage')
  dateFile(path, day)
}

/** Takes the first free name; `mkdir`, not `exists`, decides. */
const takeFolder = (parent: string): string => {
  for (let n = 1; n <= foldersMax; n++) {
    try {
      const name = folderName(n)
      mkdirSync(join(parent, name), { mode: 0o700 })
      return name
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    }
  }
  throw new Failure('storage')
}

/**
 * Writes files into a new folder `public-record`, dated midnight UTC of `day`, and reads each back.
 * The folder appears with all files or not at all, and its name is synced to disk before this
 * returns.
 *
 * @returns the folder's name.
 * @throws Failure 'storage'.
 */
export const writePublicFiles = (
  parent: string,
  files: readonly PublicFile[],
  day: Day,
): string => {
  let part: string | null = null
  let taken: string | null = null
  try {
    sweep(parent)
    part = mkdtempSync(join(parent, '.public-record-'))
    for (const { name, bytes } of files) writeOne(join(part, name), bytes, day)
    syncFolder(part)
    taken = takeFolder(parent)
    // POSIX replaces an empty folder in one step; on Windows it must be removed first.
    if (process.platform === 'win32') rmSync(join(parent, taken), { recursive: true })
    renameSync(part, join(parent, taken))
    dateFile(join(parent, taken), day)
    syncFolder(parent)
    return taken
  } catch (cause) {
    if (part !== null) rmSync(part, { recursive: true, force: true })
    if (taken !== null) removePublicFiles(parent, taken)
    throw new Failure('storage', { cause })
  }
}

/** Removes files that could not be recorded in the journal. */
export const removePublicFiles = (parent: string, folder: string): void => {
  try {
    rmSync(join(parent, folder), { recursive: true, force: true })
  } catch {
    // The medium is gone or refuses: nothing more can be done.
  }
}
