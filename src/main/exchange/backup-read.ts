import { isZero } from '../../crypto/bytes.ts'
import { plainDigest, runningDigest } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { Failure } from '../../shared/failure.ts'
import { backupLimits, keyFrameBytes, readBackupManifest } from './backup-manifest.ts'
import type { BackupManifest, BlobEntry } from './backup-manifest.ts'
import { backupLength } from './backup-write.ts'
import { ByteSource } from './byte-source.ts'
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

const fatal = new TextDecoder('utf-8', { fatal: true })

const textOf = (bytes: Uint8Array): string => {
  try {
    return fatal.decode(bytes)
  } catch {
    throw new Failure('malformed')
  }
}

const version = async (source: ByteSource): Promise<void> => {
  const found = /^UNDERSTORY BACKUP ([1-9][0-9]{0,4})$/.exec(await source.line())?.[1]
  if (found === undefined) throw new Failure('malformed')
  if (found !== '1') throw new Failure('newer')
}

/** A frame that is read whole. */
const short = async (source: ByteSource, name: string, limit: number): Promise<Uint8Array> => {
  const length = await source.head(name)
  if (length > limit) throw new Failure('too-big')
  const bytes = await source.exactly(length)
  await source.tail()
  return bytes
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
  source: ByteSource,
  name: string,
  said: { readonly length: number; readonly digest: string },
  target: PartTarget,
  breathe: () => Promise<void>,
): Promise<void> => {
  if ((await source.head(name)) !== said.length) throw new Failure('malformed')
  const digest = runningDigest()
  await source.pipe(said.length, async (piece) => {
    digest.update(piece)
    target.write(piece)
    await breathe()
  })
  await source.tail()
  if (hex(digest.end()) !== said.digest) throw new Failure('malformed')
  target.close()
}

const padding = async (source: ByteSource, breathe: () => Promise<void>): Promise<void> => {
  const wanted = padme(source.offset)
  for (;;) {
    const piece = await source.some(1024 * 1024)
    if (piece === null) break
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
  const source = new ByteSource(pieces)
  let key: Uint8Array | null = null
  try {
    await version(source)
    const bytes = await short(source, 'manifest', backupLimits.manifestBytes)
    const manifest = readBackupManifest(bytes)
    const signature = textOf(await short(source, 'signature', 128))
    if (!/^[0-9a-f]{128}$/.test(signature)) throw new Failure('malformed')
    if (!verify('backup', bytes, unhex(signature), unhex(manifest.author))) {
      throw new Failure('bad-signature')
    }
    targets.manifest(manifest)
    const total = backupLength(manifest)
    const breathe = (): Promise<void> => pace(source.offset, total)
    const digits = await short(source, 'key', keyFrameBytes)
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
