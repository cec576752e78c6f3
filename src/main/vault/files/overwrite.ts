import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { Failure } from '../../../shared/failure.ts'

/**
 * Writes over a file in its place and waits for the disk, so that on a disk that keeps its blocks the
 * old content is gone. (Where it keeps them elsewhere, as flash memory and copying file systems do,
 * nothing that a program writes can promise that.) The file is as long as before.
 *
 * @param bytes made of the length that the file has.
 * @returns false when there is no such file.
 * @throws Failure 'storage'.
 */
export function overwriteFile(path: string, bytes: (length: number) => Uint8Array): boolean {
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
