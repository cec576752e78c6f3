import { isZero } from '../../crypto/bytes.ts'
import { plainDigest, runningDigest } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { Failure } from '../../shared/failure.ts'
import { backupLimits, keyFrameBytes, readBackupManifest } from './backup-manifest.ts'
import type { BackupManifest, BlobEntry } from './backup-manifest.ts'
import { backupLength } from './backup-write.ts'
import { FrameReader } from './frames.ts'
import type { Pace } from './pace.ts'
import { padme } from './padme.ts'
import { hex, unhex } from './revision.ts'

/** Where one part of a backup goes. `close` comes once it was found whole. */
export type PartTarget = {
  readonly write: (bytes: Uint8Array) => void
  readonly close: () => void
}

export type BackupTargets = {
  /** The manifest's signature holds; nothing else is known yet. Throws to refuse. */
  readonly manifest: (manifest: BackupManifest) => void
  /** @param key opens what comes once it was found whole; wiped with the reading, if that fails. */
  readonly database: (key: Uint8Array) => PartTarget
  readonly blob: (entry: BlobEntry) => PartTarget
}

export type ReadBackup = {
  readonly manifest: BackupManifest
  /** BLAKE2b-256 of the manifest, hex: names the whole backup. */
  readonly digest: string
  /** 32 bytes that open the database. The caller wipes them. */
  readonly key: Uint8Array
}

/** A database may be longer than a bundle. */
const lengthDigits = 15

const fatal = new TextDecoder('utf-8', { fatal: true })

const textOf = (bytes: Uint8Array): string => {
  try {
    return fatal.decode(bytes)
  } catch {
    throw new Failure('malformed')
  }
}

const version = async (source: FrameReader): Promise<void> => {
  const found = /^UNDERSTORY BACKUP ([1-9][0-9]{0,4})$/.exec(await source.line())?.[1]
  if (found === undefined) throw new Failure('malformed')
  if (found !== '1') throw new Failure('newer')
}

const keyOf = (digits: Uint8Array): Uint8Array => {
  const key = new Uint8Array(keyFrameBytes / 2)
  const value = (code: number): number => {
    if (code >= 48 && code <= 57) return code - 48
    if (code >= 97 && code <= 102) return code - 87
    throw new Failure('malformed')
  }
  for (let i = 0; i < key.length; i += 1) {
    key[i] = value(digits[2 * i] ?? 0) * 16 + value(digits[2 * i + 1] ?? 0)
  }
  return key
}

const part = async (
  source: FrameReader,
  name: string,
  said: { readonly length: number; readonly digest: string },
  target: PartTarget,
  breathe: () => Promise<void>,
): Promise<void> => {
  const length = await source.start(name, Number.MAX_SAFE_INTEGER)
  if (length !== said.length) throw new Failure('malformed')
  const digest = runningDigest()
  for await (const piece of source.content(length)) {
    digest.update(piece)
    target.write(piece)
    await breathe()
  }
  if (hex(digest.end()) !== said.digest) throw new Failure('malformed')
  target.close()
}

const padding = async (source: FrameReader, breathe: () => Promise<void>): Promise<void> => {
  const wanted = padme(source.offset)
  for await (const piece of source.rest()) {
    if (source.offset > wanted || !isZero(piece)) throw new Failure('malformed')
    await breathe()
  }
  if (source.offset < wanted) throw new Failure('truncated')
}

/**
 * Reads a decrypted backup to its end and passes on its parts as they come. Do not trust or keep
 * any part before it returns: the end may be missing.
 *
 * @throws Failure 'newer' for a later version of the format, 'truncated', 'malformed',
 * 'bad-signature', 'too-big', 'cancelled', and errors of the targets.
 */
export const readBackup = async (
  pieces: AsyncIterable<Uint8Array>,
  targets: BackupTargets,
  pace: Pace,
): Promise<ReadBackup> => {
  const source = new FrameReader(pieces, lengthDigits)
  let key: Uint8Array | null = null
  try {
    await version(source)
    const bytes = await source.frame('manifest', backupLimits.manifestBytes)
    const manifest = readBackupManifest(bytes)
    const signature = textOf(await source.frame('signature', 128))
    if (!/^[0-9a-f]{128}$/.test(signature)) throw new Failure('malformed')
    if (!verify('backup', bytes, unhex(signature), unhex(manifest.author))) {
      throw new Failure('bad-signature')
    }
    targets.manifest(manifest)
    const total = backupLength(manifest)
    const breathe = (): Promise<void> => pace(source.offset, total)
    const digits = await source.frame('key', keyFrameBytes)
    try {
      const fits = digits.length === keyFrameBytes && hex(plainDigest(digits)) === manifest.key
      if (!fits) throw new Failure('malformed')
      key = keyOf(digits)
    } finally {
      digits.fill(0)
    }
    await part(source, 'database', manifest.database, targets.database(key), breathe)
    for (const entry of manifest.blobs) {
      await part(source, 'blob', entry, targets.blob(entry), breathe)
    }
    if ((await source.line()) !== 'end') throw new Failure('malformed')
    await padding(source, breathe)
    return { manifest, digest: hex(plainDigest(bytes)), key }
  } catch (cause) {
    key?.fill(0)
    throw cause
  } finally {
    await source.close()
  }
}
