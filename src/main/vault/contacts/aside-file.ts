import { createReadStream, readdirSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainDigester } from '../../../crypto/digest.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { hex } from '../../exchange/revision.ts'
import { makeFolder, syncFolder } from '../files/durable-write.ts'
import { fileMode, vaultPaths } from '../files/paths.ts'

/** Path of a quarantined file: unchanged, still encrypted. */
export const quarantinePath = (folder: string, id: string): string =>
  join(vaultPaths(folder).quarantine, id)

export type MeasuredFile = { readonly bytes: number; readonly digest: string }

/** Reads a whole file piece by piece. */
const pieces = async (
  path: string,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<MeasuredFile> => {
  const digest = new PlainDigester()
  let bytes = 0
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const read = piece as Uint8Array
    bytes += read.length
    if (bytes > limits.bundleBytes) throw new Failure('too-big')
    digest.update(read)
    await take(read)
  }
  return { bytes, digest: hex(digest.digest()) }
}

const asStorage = (cause: unknown): Failure =>
  cause instanceof Failure ? cause : new Failure('storage', { cause })

/** @throws Failure 'not-found' if the file was deleted, 'too-big', 'storage'. */
export const measureQuarantined = async (folder: string, id: string): Promise<MeasuredFile> => {
  try {
    return await pieces(quarantinePath(folder, id), () => Promise.resolve())
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Failure('not-found')
    }
    throw asStorage(cause)
  }
}

/**
 * Copies a file into the vault's folder under its new name and syncs it. If that fails, no file is
 * left.
 *
 * @throws Failure 'too-big', 'storage'.
 */
export const copyQuarantined = async (
  folder: string,
  id: string,
  from: string,
): Promise<MeasuredFile> => {
  const { quarantine } = vaultPaths(folder)
  const path = quarantinePath(folder, id)
  let handle: FileHandle | null = null
  try {
    makeFolder(quarantine)
    handle = await open(path, 'wx', fileMode)
    const to = handle
    const measured = await pieces(from, (piece) => to.writeFile(piece))
    await handle.sync()
    await handle.close()
    handle = null
    syncFolder(quarantine)
    return measured
  } catch (cause) {
    await handle?.close().catch(() => undefined)
    removeQuarantined(folder, id)
    throw asStorage(cause)
  }
}

/** If the file can't be removed now, the next opening deletes it. */
export const removeQuarantined = (folder: string, id: string): void => {
  try {
    rmSync(quarantinePath(folder, id), { force: true })
  } catch {
    // The file remains, and is no longer listed.
  }
}

/**
 * Deletes files that a crash left: those that the vault does not list. Never throws, so it can't
 * block the opening; files that can't be read now are deleted another time.
 */
export const sweepQuarantine = (
  folder: string,
  listed: () => readonly { readonly id: string }[],
): void => {
  try {
    const names = readdirSync(vaultPaths(folder).quarantine)
    const ids = new Set(listed().map(({ id }) => id))
    for (const name of names) {
      if (/^[0-9a-f]{32}$/.test(name) && !ids.has(name)) removeQuarantined(folder, name)
    }
  } catch {
    // Usually because nothing was ever quarantined.
  }
}
