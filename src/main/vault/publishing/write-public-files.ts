import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../../../crypto/bytes.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Day } from '../../../shared/ids.ts'
import type { Pace } from '../../exchange/pace.ts'
import { dateFile, readPieces, syncFolder, writeAll } from '../../exchange/write-export.ts'
import { fileMode } from '../files/paths.ts'
import type { PlaintextTempFiles } from '../session/plaintext-temp-files.ts'

export type PublicFile = {
  readonly name: string
  readonly pieces: readonly Uint8Array[]
  /** SHA-256 in hex, and size in bytes. */
  readonly digest: string
  readonly bytes: number
}

/** A file with its digest. Gives way between the pieces. @throws errors of `pace`. */
export const publicFile = async (
  name: string,
  pieces: Iterable<string | Uint8Array>,
  pace: Pace,
): Promise<PublicFile> => {
  const hash = createHash('sha256')
  const all: Uint8Array[] = []
  let bytes = 0
  for (const piece of pieces) {
    const one = typeof piece === 'string' ? utf8(piece) : piece
    hash.update(one)
    bytes += one.length
    all.push(one)
    await pace(0, 0)
  }
  return { name, pieces: all, digest: hash.digest('hex'), bytes }
}

const foldersMax = 1_000
const folderName = (n: number): string => (n === 1 ? 'public-record' : `public-record-${n}`)

const partName = /^\.public-record-[A-Za-z0-9]{6}$/

/** Folders that are being written: not those of an interrupted write. */
const parts = new Set<string>()

/** Deletes partial folders of an interrupted write; only this app uses such names. */
const sweep = (parent: string): void => {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (partName.test(name) && !parts.has(path)) rmSync(path, { recursive: true, force: true })
  }
}

const removeFolder = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // The medium is gone or refuses: nothing more can be done.
  }
}

const writeOne = async (
  path: string,
  { pieces, digest }: PublicFile,
  day: Day,
  pace: Pace,
): Promise<void> => {
  await pace(0, 0)
  // Made in one step with the check above: a file that is made later might outlive a lock.
  closeSync(openSync(path, 'wx', fileMode))
  const file = await open(path, 'r+')
  try {
    for (const piece of pieces) {
      await pace(0, 0)
      await writeAll(file, piece)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  const hash = createHash('sha256')
  for await (const piece of readPieces(path)) {
    hash.update(piece)
    await pace(0, 0)
  }
  if (hash.digest('hex') !== digest) throw new Failure('storage')
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

/** Files that are written completely, in a folder that has no name yet. */
export type WrittenFolder = {
  /**
   * Gives the folder its name, synced to the disk.
   *
   * @returns the name.
   * @throws Failure 'storage'; nothing stays then.
   */
  readonly appear: () => string
  /** Deletes the folder if it has not appeared. */
  readonly remove: () => void
}

/**
 * Writes files for a new folder `public-record`, dated midnight UTC of `day`, and reads each back. The
 * folder appears with all files or not at all. The caller must call `remove` in the end.
 *
 * @param pace throws if the session was locked meanwhile.
 * @param halfWritten deletes the folder at a lock; one that a kill leaves is deleted by the next
 *   writing beside it.
 * @throws Failure 'storage', errors of `pace`; nothing stays then.
 */
export const writePublicFiles = async (
  parent: string,
  files: readonly PublicFile[],
  day: Day,
  { pace, halfWritten }: { readonly pace: Pace; readonly halfWritten: PlaintextTempFiles },
): Promise<WrittenFolder> => {
  const part = attempt(() => {
    sweep(parent)
    return mkdtempSync(join(parent, '.public-record-'))
  })
  parts.add(part)
  const ended = halfWritten.begin(() => removeFolder(part))
  const remove = (): void => {
    removeFolder(part)
    parts.delete(part)
    ended()
  }
  try {
    for (const file of files) await writeOne(join(part, file.name), file, day, pace)
    attempt(() => syncFolder(part))
  } catch (cause) {
    remove()
    throw cause instanceof Failure ? cause : new Failure('storage', { cause })
  }
  const appear = (): string => {
    let taken: string | null = null
    try {
      taken = takeFolder(parent)
      // POSIX replaces an empty folder in one step; on Windows it must be removed first.
      if (process.platform === 'win32') rmSync(join(parent, taken), { recursive: true })
      renameSync(part, join(parent, taken))
      dateFile(join(parent, taken), day)
      syncFolder(parent)
      return taken
    } catch (cause) {
      if (taken !== null) removePublicFiles(parent, taken)
      throw new Failure('storage', { cause })
    }
  }
  return { appear, remove }
}

const attempt = <T>(action: () => T): T => {
  try {
    return action()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}

/** Removes files that could not be recorded in the journal. */
export const removePublicFiles = (parent: string, folder: string): void =>
  removeFolder(join(parent, folder))
