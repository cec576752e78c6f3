import { createHash, randomBytes } from 'node:crypto'
import type { Hash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'

const readBackBytes = 1024 * 1024

const partOf = (folder: string, name: string): string => join(folder, `${name}.part`)

/** `<32 hex digits>` and an ending: a name that reveals nothing. */
export const randomName = (ending: string): string => `${randomBytes(16).toString('hex')}${ending}`

/**
 * Sets the times of last change and last reading to midnight UTC of `day`. Call it after the last
 * reading, which most systems record. The times of creation and of the last change of status, which
 * ext4 and others keep as well, cannot be set.
 *
 * @throws the system's error.
 */
export const dateFile = (path: string, day: Day): void => {
  const midnight = new Date(`${day}T00:00:00Z`)
  utimesSync(path, midnight, midnight)
}

/**
 * A file written piece by piece, readable only by its owner, under its name and `.part` until
 * `appear`. The caller must call `settle` or `close`, and `removeExport` for a file that is not
 * kept.
 */
export class PartWriter {
  readonly #path: string
  readonly #digest: Hash = createHash('sha256')
  #descriptor: number | null
  #bytes = 0

  /** @throws Failure 'storage', also when the name is taken. */
  constructor(folder: string, name: string) {
    this.#path = partOf(folder, name)
    this.#descriptor = attempt(() => openSync(this.#path, 'wx', 0o600))
  }

  /** @throws Failure 'storage'. */
  write(bytes: Uint8Array): void {
    const descriptor = this.#open()
    this.#digest.update(bytes)
    this.#bytes += bytes.length
    for (let at = 0; at < bytes.length;) {
      at += attempt(() => writeSync(descriptor, bytes, at))
    }
  }

  /**
   * Syncs the file to the disk, reads it back completely, and dates it midnight UTC of `day`.
   *
   * @returns its size in bytes and its SHA-256 in hex.
   * @throws Failure 'storage', also when the bytes read differ from those written.
   */
  settle(day: Day): { readonly bytes: number; readonly digest: string } {
    const descriptor = this.#open()
    attempt(() => fsyncSync(descriptor))
    this.close()
    const written = this.#digest.digest('hex')
    if (attempt(() => digestOfFile(this.#path)) !== written) throw new Failure('storage')
    attempt(() => dateFile(this.#path, day))
    return { bytes: this.#bytes, digest: written }
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  #open(): number {
    if (this.#descriptor === null) throw new Failure('storage')
    return this.#descriptor
  }
}

/** Gives a settled file its name. @throws Failure 'storage'. */
export const appear = (folder: string, name: string): void => {
  attempt(() => renameSync(partOf(folder, name), join(folder, name)))
  attempt(() => syncFolder(folder))
}

/** Writes all of these bytes where the file is. @throws the system's error. */
export const writeAll = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let at = 0; at < bytes.length;) {
    at += (await file.write(bytes, at)).bytesWritten
  }
}

/** The bytes of a file in pieces; a piece is overwritten by the next. @throws the system's error. */
export const readPieces = async function* (
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const piece = new Uint8Array(readBackBytes)
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length, null)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** Removes a file that was partly written, or could not be recorded. */
export const removeExport = (folder: string, name: string): void => {
  for (const path of [partOf(folder, name), join(folder, name)]) {
    try {
      rmSync(path, { force: true })
    } catch {
      // The medium is removed or fails: nothing more can be done.
    }
  }
}

/** Errors of file systems that cannot sync a folder, such as those of some removable media. */
const cannotSync: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/**
 * Syncs a folder's list of names to the disk, where its file system can.
 *
 * @throws the system's error when the disk fails: a power failure may then lose a name.
 */
export const syncFolder = (folder: string): void => {
  // Windows cannot open a folder as a file, and journals file names itself.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch (cause) {
    if (!cannotSync.has((cause as NodeJS.ErrnoException).code)) throw cause
  } finally {
    closeSync(descriptor)
  }
}

const digestOfFile = (path: string): string => {
  const digest = createHash('sha256')
  const descriptor = openSync(path, 'r')
  try {
    const piece = new Uint8Array(readBackBytes)
    let count: number
    while ((count = readSync(descriptor, piece, 0, piece.length, null)) > 0) {
      digest.update(piece.subarray(0, count))
    }
  } finally {
    closeSync(descriptor)
  }
  return digest.digest('hex')
}

const attempt = <T>(action: () => T): T => {
  try {
    return action()
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
