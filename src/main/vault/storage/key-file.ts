import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, utimesSync } from 'node:fs'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { writeNewFile } from '../files/durable-write.ts'

const newKeyFileBytes = 64
const dayMs = 86_400_000

/**
 * Writes a new key file of 64 random bytes, mode 0600, and syncs it. Never overwrites. As the files
 * of an export, it is dated midnight UTC, so far as the system allows.
 *
 * @throws Failure 'exists', 'storage'.
 */
export const writeKeyFile = (path: string): void => {
  const bytes = randomBytes(newKeyFileBytes)
  try {
    writeNewFile(path, bytes)
  } finally {
    bytes.fill(0)
  }
  const midnight = new Date(Math.floor(Date.now() / dayMs) * dayMs)
  try {
    utimesSync(path, midnight, midnight)
  } catch {
    // Keeps the exact time; the key is on the disk.
  }
}

/**
 * Any file can be a key file: its whole content counts. The caller wipes the bytes.
 *
 * @throws Failure 'too-big' above 16 MiB, 'invalid' if it is empty or not a file, 'storage'.
 */
export const readKeyFile = (path: string): Uint8Array => {
  try {
    const stat = statSync(path)
    if (!stat.isFile() || stat.size === 0) throw new Failure('invalid', { fields: ['keyFile'] })
    if (stat.size > limits.keyFileBytes) throw new Failure('too-big', { fields: ['keyFile'] })
    const content = readFileSync(path)
    // A plain array: a Buffer's `slice` is a view, which could be neither transferred nor wiped
    // completely.
    const bytes = Uint8Array.from(content)
    content.fill(0)
    return bytes
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure('storage')
  }
}
