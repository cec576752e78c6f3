import { destroyedHeader, nothingLeft } from '../../../crypto/v1/header.ts'
import { headerBytes } from '../../../crypto/v1/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import { rmSync, closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { syncFolder } from './durable-write.ts'
import type { VaultPaths } from './paths.ts'

/**
 * Overwrites a file in place and syncs it, so that the old content is gone on a disk that rewrites
 * blocks in place. (Flash memory and copy-on-write file systems don't; no program can guarantee
 * erasure there.) The length of the file stays the same.
 *
 * @param bytes returns content of the file's length.
 * @returns false when there is no such file.
 * @throws Failure 'storage'.
 */
export const overwriteFile = (path: string, bytes: (length: number) => Uint8Array): boolean => {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r+')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false
    throw new Failure('storage')
  }
  try {
    const content = bytes(fstatSync(descriptor).size)
    for (let at = 0; at < content.length;) {
      at += writeSync(descriptor, content, at, content.length - at, at)
    }
    fsyncSync(descriptor)
    return true
  } catch {
    throw new Failure('storage')
  } finally {
    closeSync(descriptor)
  }
}

const copiesOf = ({ header, headerBackup }: VaultPaths): readonly string[] => [header, headerBackup]

/** Files of an unfinished header write contain slots too. */
const destroyLeftovers = (paths: VaultPaths): void => {
  const left = copiesOf(paths).map((path) => `${path}.new`)
  const found = left.filter((path) => overwriteFile(path, nothingLeft))
  if (found.length === 0) return
  try {
    for (const path of found) rmSync(path)
    syncFolder(paths.folder)
  } catch {
    throw new Failure('storage')
  }
}

/**
 * Applies a wipe slot to both copies of a header in place: `header`, fsync, then `header.bak`,
 * fsync, then the files of unfinished writes. Afterwards every slot in the mask is random bytes.
 *
 * If stopped before the first copy is complete, or between the two, the second copy still opens the
 * old vault and is copied back. If stopped after both, no credential opens the old vault. The wipe
 * slot is intact at every moment, so the same credential can finish the work.
 *
 * @param found the header as it was read, with the wipe slot in it.
 * @throws Failure 'storage': not everything may be destroyed.
 */
export const destroyHeaderFiles = (
  paths: VaultPaths,
  found: Readonly<{ header: Uint8Array; wipeMask: number }>,
): void => {
  const destroyed = destroyedHeader(found.header, found.wipeMask)
  for (const path of copiesOf(paths)) {
    // A copy of another length is damaged and can be overwritten completely.
    overwriteFile(path, (length) => (length === headerBytes ? destroyed : nothingLeft(length)))
  }
  destroyLeftovers(paths)
}

/**
 * Overwrites both copies of a header completely with random bytes, in the same order: no credential
 * opens the vault afterwards. If stopped before both are complete, the second copy still does.
 *
 * @throws Failure 'storage'.
 */
export const blankHeaderFiles = (paths: VaultPaths): void => {
  for (const path of copiesOf(paths)) overwriteFile(path, nothingLeft)
  destroyLeftovers(paths)
}
