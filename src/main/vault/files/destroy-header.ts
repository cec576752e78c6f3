import { destroyedHeader, nothingLeft } from '../../../crypto/v1/destroy.ts'
import { headerBytes } from '../../../crypto/v1/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import { rmSync, closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { syncFolder } from './durable-write.ts'
import type { VaultPaths } from './paths.ts'

/**
 * Writes over a file in its place and waits for the disk, so that on a disk that keeps its blocks the
 * old content is gone. (Where it keeps them elsewhere, as flash memory and copying file systems do,
 * nothing that a program writes can promise that.) The file is as long as before.
 *
 * @param bytes made of the length that the file has.
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

/** What an unfinished write left holds slots as well. */
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
 * A wipe slot acts on both copies of a header, where they lie: `header`, fsync, then `header.bak`,
 * fsync, then what unfinished writes left. Every slot of the mask is random bytes afterwards.
 *
 * Stopped before the first copy is whole, or between the two, the second one still opens the old vault
 * and is copied back. Stopped after both, nothing opens the old vault any more. The wipe slot is whole
 * at every moment, so the same credential does the rest.
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
    // A copy of another length is a damaged one: of it nothing is needed.
    overwriteFile(path, (length) => (length === headerBytes ? destroyed : nothingLeft(length)))
  }
  destroyLeftovers(paths)
}

/**
 * Random bytes over both copies of a header, all of them, in the same order: nothing opens the vault
 * afterwards, whoever asks. Stopped before both are whole, the second one still does.
 *
 * @throws Failure 'storage'.
 */
export const blankHeaderFiles = (paths: VaultPaths): void => {
  for (const path of copiesOf(paths)) overwriteFile(path, nothingLeft)
  destroyLeftovers(paths)
}
