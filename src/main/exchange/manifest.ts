import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import { recordKind } from '../../shared/vocabularies.ts'
import { limits } from '../../shared/limits.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

export const bundleLimits = {
  objects: 100_000,
  objectBytes: 32 * 1024 * 1024,
  manifestBytes: 32 * 1024 * 1024,
} as const

/** Stands in the place of recipients in a file to a passphrase. */
export const passphraseMarker = 'scrypt'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

export const ObjectEntry = z.strictObject({
  /** What the object is: a revision of a record, or the sealed identity that one names. */
  kind: z.enum([...recordKind, 'seal']),
  subject: RecordId,
  /** BLAKE2b-256 of the object's bytes. */
  digest: hex32,
  length: z.int().min(1).max(bundleLimits.objectBytes),
})

export const Manifest = z.strictObject({
  format: z.literal('understory-bundle'),
  version: z.literal(1),
  /** Random, 128 bits. */
  exportId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 key that signed the manifest. */
  sender: AuthorKey,
  /** Everybody it was encrypted to, in code unit order; or `scrypt` alone. */
  recipients: z.array(z.string().min(1).max(limits.recipientText)).min(1).max(limits.recipients),
  /** Random, 128 bits: names one vault's run of files to these recipients. */
  sequence: z.string().regex(/^[0-9a-f]{32}$/),
  /** Counts the files of that sequence, from 1. */
  seq: z.int().min(1),
  /** BLAKE2b-256 of the manifest before in that sequence. */
  previous: hex32.nullable(),
  day: Day,
  purpose: z.string().max(limits.reason),
  objects: z.array(ObjectEntry).max(bundleLimits.objects),
})

export type Manifest = z.infer<typeof Manifest>
export type ObjectEntry = z.infer<typeof ObjectEntry>

export const manifestBytes = (manifest: Manifest): Uint8Array => canonicalBytes(manifest)

/** @throws Failure 'unsupported' for another format or version, 'malformed'. */
export function readManifest(bytes: Uint8Array): Manifest {
  const value = parseCanonicalBytes(bytes)
  if (value === null || typeof value !== 'object' || !('version' in value)) {
    throw new Failure('malformed')
  }
  if (value['format'] !== 'understory-bundle' || value['version'] !== 1)
    throw new Failure('unsupported')
  const parsed = Manifest.safeParse(value)
  if (!parsed.success) throw new Failure('malformed')
  return parsed.data
}
