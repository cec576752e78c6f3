import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { AuthorKey, Day } from '../../shared/ids.ts'
import { boundsOf } from './json-bounds.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

export const backupLimits = {
  blobs: 100_000,
  /** Counted kinds; today there are a tenth as many. */
  kinds: 500,
  /** A file takes 146 bytes at most. */
  manifestBytes: 16 * 1024 * 1024,
} as const

/** Bytes of the frame that holds the database's key. */
export const keyFrameBytes = 64

const hex16 = z.string().regex(/^[0-9a-f]{32}$/)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const Size = z.int().min(0)
/** Counts by kind, without kinds that have none. */
const Counts = z
  .record(z.string().regex(/^[a-z][a-z.-]{0,39}$/), z.int().min(1))
  .refine((counts) => Object.keys(counts).length <= backupLimits.kinds)
  .meta({ maxProperties: backupLimits.kinds })

export const BackupManifest = z.strictObject({
  format: z.literal('understory-backup'),
  version: z.literal(1),
  /** Random, 128 bits. */
  backupId: hex16,
  /** Ed25519 key that signed the manifest: the author key of the backed-up vault. */
  author: AuthorKey,
  /** The id in that vault's header. */
  vault: hex16,
  day: Day,
  /** The database's schema version. */
  schema: z.int().min(1).max(10_000),
  counts: z.strictObject({ records: Counts, revisions: Counts, journal: Counts }),
  /** The journal's last line. */
  tail: z.strictObject({ seq: z.int().min(1), hash: hex32 }),
  /** Digest of the frame `key`. */
  key: hex32,
  database: z.strictObject({ length: Size, digest: hex32 }),
  /** By name, ascending. */
  blobs: z
    .array(z.strictObject({ name: hex16, length: Size, digest: hex32 }))
    .max(backupLimits.blobs)
    .refine((blobs) => blobs.every(({ name }, i) => i === 0 || (blobs[i - 1]?.name ?? '') < name)),
})
const bounds = boundsOf(BackupManifest)

export type BackupManifest = z.infer<typeof BackupManifest>
export type BlobEntry = BackupManifest['blobs'][number]

export const backupManifestBytes = (manifest: BackupManifest): Uint8Array =>
  canonicalBytes(manifest)

/** @throws Failure 'newer' for a later version, 'malformed'. */
export const readBackupManifest = (bytes: Uint8Array): BackupManifest => {
  const value = parseCanonicalBytes(bytes, bounds)
  if (value === null || typeof value !== 'object' || !('version' in value)) {
    throw new Failure('malformed')
  }
  if (typeof value['version'] === 'number' && value['version'] > 1) throw new Failure('newer')
  const parsed = BackupManifest.safeParse(value)
  if (!parsed.success) throw new Failure('malformed')
  return parsed.data
}
