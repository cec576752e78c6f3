import { closeSync, openSync, readSync } from 'node:fs'
import { utf8 } from '../../crypto/bytes.ts'
import { runningDigest } from '../../crypto/digest.ts'
import { Failure } from '../../shared/failure.ts'
import { backupManifestBytes, keyFrameBytes } from './backup-manifest.ts'
import type { BackupManifest } from './backup-manifest.ts'
import { frameLength } from './frames.ts'
import type { Pace } from './pace.ts'
import { padme } from './padme.ts'
import { hex } from './revision.ts'

export const backupIntro = 'UNDERSTORY BACKUP 1\n'
export const backupOutro = 'end\n'
const signatureHex = 128
const pieceBytes = 256 * 1024

/** Where what is written goes: it takes a copy, and waits while the disk does. */
export type ByteTarget = { readonly write: (bytes: Uint8Array) => void | Promise<void> }

export type BackupParts = {
  readonly manifest: BackupManifest
  readonly signature: Uint8Array
  /** 64 hexadecimal digits as ASCII; the caller wipes them. */
  readonly key: Uint8Array
  /** Paths of the files that go in. */
  readonly database: string
  readonly blob: (name: string) => string
}

/** Size of a backup before encryption, padding included. */
export const backupLength = (manifest: BackupManifest): number => {
  const frames: readonly (readonly [string, number])[] = [
    ['manifest', backupManifestBytes(manifest).length],
    ['signature', signatureHex],
    ['key', keyFrameBytes],
    ['database', manifest.database.length],
    ...manifest.blobs.map(({ length }) => ['blob', length] as const),
  ]
  const sizes = frames.map(([name, length]) => frameLength(name, length))
  return padme(sizes.reduce((sum, size) => sum + size, backupIntro.length + backupOutro.length))
}

/** A file in pieces, each of them in the buffer of the one before. @throws Failure 'storage'. */
const piecesOf = function* (path: string): Generator<Uint8Array, void, void> {
  let descriptor: number
  try {
    descriptor = openSync(path, 'r')
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
  try {
    const piece = new Uint8Array(pieceBytes)
    for (;;) {
      let count: number
      try {
        count = readSync(descriptor, piece, 0, pieceBytes, null)
      } catch (cause) {
        throw new Failure('storage', { cause })
      }
      if (count === 0) return
      yield piece.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Length and hex BLAKE2b-256 of a file. @throws Failure 'storage', 'cancelled'. */
export const measureFile = async (
  path: string,
  pace: () => Promise<void>,
): Promise<{ length: number; digest: string }> => {
  const digest = runningDigest()
  let length = 0
  for (const piece of piecesOf(path)) {
    digest.update(piece)
    length += piece.length
    await pace()
  }
  return { length, digest: hex(digest.end()) }
}

/**
 * Writes what goes into the encryption (docs/FORMAT-BACKUP.md), in pieces: memory stays flat.
 *
 * @throws Failure 'storage' when a file cannot be read, or is not what the manifest says any more;
 * 'cancelled', and what the target throws.
 */
export const writeBackup = async (
  target: ByteTarget,
  { manifest, signature, key, database, blob }: BackupParts,
  pace: Pace,
): Promise<void> => {
  const total = backupLength(manifest)
  let done = 0
  const put = async (bytes: Uint8Array): Promise<void> => {
    done += bytes.length
    await target.write(bytes)
    await pace(done, total)
  }
  const frame = async (name: string, bytes: Uint8Array): Promise<void> => {
    await put(utf8(`${name} ${String(bytes.length)}\n`))
    await put(bytes)
    await put(utf8('\n'))
  }
  const file = async (
    name: string,
    path: string,
    said: { readonly length: number; readonly digest: string },
  ): Promise<void> => {
    await put(utf8(`${name} ${String(said.length)}\n`))
    const digest = runningDigest()
    let length = 0
    for (const piece of piecesOf(path)) {
      length += piece.length
      if (length > said.length) throw new Failure('storage')
      digest.update(piece)
      await put(piece)
    }
    if (length !== said.length || hex(digest.end()) !== said.digest) throw new Failure('storage')
    await put(utf8('\n'))
  }
  await put(utf8(backupIntro))
  await frame('manifest', backupManifestBytes(manifest))
  await frame('signature', utf8(hex(signature)))
  await frame('key', key)
  await file('database', database, manifest.database)
  for (const entry of manifest.blobs) await file('blob', blob(entry.name), entry)
  await put(utf8(backupOutro))
  for (let left = total - done; left > 0; left -= pieceBytes) {
    await put(new Uint8Array(Math.min(pieceBytes, left)))
  }
}
