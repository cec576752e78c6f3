import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { headerBytes, readHeader } from '../../../crypto/v2/header-layout.ts'
import type { SoundHeader } from '../../../crypto/v2/header-layout.ts'
import { randomBytes } from '../../../crypto/random.ts'
import { Failure } from '../../../shared/failure.ts'
import { replaceFile, syncFolder } from './durable-write.ts'
import type { VaultPaths } from './paths.ts'

/** One of the two copies on disk, as far as it can be checked without a key. */
export type HeaderCopy = Readonly<{ path: string }> &
  (
    | Readonly<{ state: 'sound'; header: SoundHeader }>
    | Readonly<{ state: 'newer' | 'outdated' | 'damaged' | 'missing' }>
  )

const copiesOf = ({ header, headerBackup }: VaultPaths): readonly [string, string] => [
  header,
  headerBackup,
]

const readAtMost = (path: string, limit: number): Uint8Array => {
  const descriptor = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(limit)
    let length = 0
    for (;;) {
      const count = readSync(descriptor, bytes, length, limit - length, length)
      if (count === 0) return bytes.slice(0, length)
      length += count
    }
  } finally {
    closeSync(descriptor)
  }
}

const isAbsent = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

const readCopy = (path: string): HeaderCopy => {
  try {
    return { path, state: 'sound', header: readHeader(readAtMost(path, headerBytes + 1)) }
  } catch (cause) {
    if (isAbsent(cause)) return { path, state: 'missing' }
    const code = cause instanceof Failure ? cause.code : 'damaged'
    return { path, state: code === 'newer' || code === 'outdated' ? code : 'damaged' }
  }
}

/**
 * The complete copies of a header, `header` first.
 *
 * @returns at least one.
 * @throws Failure 'newer' if a later version of the app wrote one of them; 'outdated' for a vault of
 *   a development version; 'damaged'; 'no-vault'. Nothing is written.
 */
export const readHeaderCopies = (
  paths: VaultPaths,
): readonly Extract<HeaderCopy, { state: 'sound' }>[] => {
  const copies = copiesOf(paths).map(readCopy)
  const states = copies.map(({ state }) => state)
  // A copy of a later version may be the current one, and this version can't read it.
  if (states.includes('newer')) throw new Failure('newer')
  const sound = copies.filter((copy) => copy.state === 'sound')
  if (sound.length > 0) return sound
  if (states.includes('outdated')) throw new Failure('outdated')
  throw new Failure(states.includes('damaged') ? 'damaged' : 'no-vault')
}

/** Writes both copies of a new vault's header. @throws Failure 'exists', 'storage'. */
export const createHeaderFiles = (paths: VaultPaths, header: Uint8Array): void => {
  const copies = copiesOf(paths)
  if (copies.some((path) => existsSync(path))) throw new Failure('exists')
  for (const path of copies) replaceFile(path, header)
}

/**
 * Overwrites a file in place and syncs it, so that the old content is gone on a disk that rewrites
 * blocks in place. (Flash memory and copy-on-write file systems don't; no program can guarantee
 * erasure there.) The file gets exactly the length of the content.
 *
 * @returns false when there is no such file.
 * @throws Failure 'storage'.
 */
export const overwriteFile = (path: string, bytes: (length: number) => Uint8Array): boolean => {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r+')
  } catch (cause) {
    if (isAbsent(cause)) return false
    throw new Failure('storage')
  }
  try {
    const { size } = fstatSync(descriptor)
    const content = bytes(size)
    for (let at = 0; at < content.length;) {
      at += writeSync(descriptor, content, at, content.length - at, at)
    }
    if (size > content.length) ftruncateSync(descriptor, content.length)
    fsyncSync(descriptor)
    return true
  } catch {
    throw new Failure('storage')
  } finally {
    closeSync(descriptor)
  }
}

const overwriteCopy = (path: string, header: Uint8Array): void => {
  if (!overwriteFile(path, () => header)) replaceFile(path, header)
}

/**
 * Writes a changed header over both copies, in place: a rename would leave the old one in free
 * blocks. One copy is complete at every moment, and before a copy is overwritten the other is known
 * to be complete.
 *
 * @param now the header that counts until then.
 * @throws Failure 'storage': `header` is as it was, and `now` counts; 'in-doubt': either may count,
 *   which the next unlock decides.
 */
export const writeHeaderFiles = (paths: VaultPaths, now: Uint8Array, next: Uint8Array): void => {
  readHeader(next)
  const [header, backup] = copiesOf(paths)
  // Also if it seems to hold that already: after a failed sync, the system's cache may show what the
  // disk does not have.
  overwriteCopy(backup, now)
  try {
    overwriteCopy(header, next)
    overwriteCopy(backup, next)
  } catch {
    throw new Failure('in-doubt')
  }
}

/** Files of an unfinished header write contain slots too. */
const destroyLeftovers = (paths: VaultPaths): void => {
  const left = copiesOf(paths).map((path) => `${path}.new`)
  const found = left.filter((path) => overwriteFile(path, (length) => randomBytes(length)))
  if (found.length === 0) return
  try {
    for (const path of found) rmSync(path)
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}

/**
 * The first step of a wipe: writes {@link destroyedHeader} over both copies, first over one that is
 * not sound. Until both are written the old vault may still open by the other copy; the wipe slot
 * is intact at every moment, so the same credential can finish.
 *
 * @throws Failure 'storage': not everything may be destroyed.
 */
export const destroyHeaderFiles = (paths: VaultPaths, destroyed: Uint8Array): void => {
  const copies = copiesOf(paths).map(readCopy)
  const isSound = ({ state }: HeaderCopy): boolean => state === 'sound'
  for (const { path } of [...copies.filter((copy) => !isSound(copy)), ...copies.filter(isSound)]) {
    overwriteCopy(path, destroyed)
  }
  destroyLeftovers(paths)
}

/**
 * Overwrites both copies of a header completely with random bytes: no credential opens the vault
 * afterwards. If stopped before both are complete, the second copy still does.
 *
 * @throws Failure 'storage'.
 */
export const blankHeaderFiles = (paths: VaultPaths): void => {
  for (const path of copiesOf(paths)) overwriteFile(path, (length) => randomBytes(length))
  destroyLeftovers(paths)
}

/** Removes files of a header write that a stop interrupted. */
export const removeHeaderLeftovers = (paths: VaultPaths): void => {
  try {
    for (const path of copiesOf(paths)) rmSync(`${path}.new`, { force: true })
  } catch {
    // Read-only media. The files do no harm: nothing reads them.
  }
}
