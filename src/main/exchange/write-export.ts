import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  futimesSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Writes a finished file into a folder under a random name that says nothing, readable by its owner
 * alone, dated midnight UTC of `day`, and reads it back. It appears whole or not at all: whatever
 * goes wrong, no part of it stays.
 *
 * @returns the file's name, `<32 hex digits>.age`.
 * @throws Failure 'storage'.
 */
export function writeExport(folder: string, bytes: Uint8Array, day: Day): string {
  const name = `${randomBytes(16).toString('hex')}.age`
  const path = join(folder, name)
  const part = `${path}.part`
  try {
    const descriptor = openSync(part, 'wx', 0o600)
    try {
      writeFileSync(descriptor, bytes)
      const midnight = new Date(`${day}T00:00:00Z`)
      futimesSync(descriptor, midnight, midnight)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    if (digest(readFileSync(part)) !== digest(bytes)) throw new Failure('storage')
    renameSync(part, path)
    syncFolder(folder)
    return name
  } catch (cause) {
    removeExport(folder, name)
    throw new Failure('storage', { cause })
  }
}

/** Takes back a file that was written but could not be recorded. */
export function removeExport(folder: string, name: string): void {
  for (const path of [join(folder, `${name}.part`), join(folder, name)]) {
    try {
      rmSync(path, { force: true })
    } catch {
      // The medium is gone or refuses: there is nothing more that we can do about it.
    }
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder as a file, and journals its names by itself.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } catch {
    // Some removable media refuse to sync a folder; the file itself is on the disk.
  } finally {
    closeSync(descriptor)
  }
}
