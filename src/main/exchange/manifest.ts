import { z } from 'zod'
import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { boundsOf } from './json-bounds.ts'
import { authorObjectKinds, formOf, recordObjectKinds } from './object-kinds.ts'
import type { ObjectKind } from './object-kinds.ts'
import { readRecipients } from './recipients.ts'
import { createYield, runPaced } from './pace.ts'
import { canonicalBytes, decodeText, isWithin, parseWithin } from './strict-json.ts'
import { runAtOnce } from '../../shared/steps.ts'

export const bundleLimits = {
  objects: 100_000,
  /** They are listed in one transaction, which takes some 50 ms for so many (ADR 0040). */
  attachments: 10_000,
  /** An entry takes 186 bytes at most. */
  manifestBytes: 20 * 1024 * 1024,
  /** About 60 times as many as a group of 16 desks sends. */
  cards: 1_000,
  /** Accounts of one holder about one record: twice what a vault keeps. */
  forks: 16,
} as const

/** Length of a manifest's signature in its bundle, in hex digits. */
export const signatureHex = 128

/** Replaces the recipients in a file encrypted with a passphrase. */
export const passphraseMarker = 'scrypt'

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

const bytesOfObject = {
  /** BLAKE2b-256 of the object's bytes. */
  digest: hex32,
  length: z.int().min(1),
}
const RecordEntry = z.strictObject({
  kind: z.enum(recordObjectKinds),
  subject: RecordId,
  ...bytesOfObject,
})
/**
 * A contact card of the sender or of an author of a revision in the file, or the sender's recovery
 * code sealed to its desk.
 */
const AuthorEntry = z.strictObject({
  kind: z.enum(authorObjectKinds),
  subject: AuthorKey,
  ...bytesOfObject,
})
export const ObjectEntry = z
  .discriminatedUnion('kind', [RecordEntry, AuthorEntry])
  .refine(({ kind, length }) => length <= formOf(kind).maxBytes, { path: ['length'] })

/** Objects held in memory come first, so that all are known before the first attached file. */
const heldFirst = (entries: readonly { readonly kind: ObjectKind }[]): boolean => {
  let isPast = false
  for (const { kind } of entries) {
    if (isPast && formOf(kind).held) return false
    isPast ||= !formOf(kind).held
  }
  return true
}

/** As a writer lists them: of one kind, each once, in order; or only the marker. */
const areListed = (recipients: readonly string[]): boolean => {
  if (recipients.length === 1 && recipients[0] === passphraseMarker) return true
  try {
    const listed = readRecipients(recipients).recipients
    return listed.length === recipients.length && listed.every((one, i) => one === recipients[i])
  } catch (cause) {
    if (cause instanceof Failure) return false
    throw cause
  }
}

export const Manifest = z.strictObject({
  format: z.literal('understory-bundle'),
  version: z.literal(1),
  /** Random, 128 bits. */
  exportId: z.string().regex(/^[0-9a-f]{32}$/),
  /** Ed25519 key that signed the manifest. */
  sender: AuthorKey,
  /** All recipients of the encryption, in code unit order; or only `scrypt`. */
  recipients: z
    .array(z.string().min(1).max(limits.recipientText))
    .min(1)
    .max(limits.recipients)
    .refine(areListed),
  /** Random, 128 bits: identifies one vault's sequence of files to these recipients. */
  sequence: z.string().regex(/^[0-9a-f]{32}$/),
  /** Number of the file in that sequence, from 1. */
  seq: z.int().min(1),
  /** BLAKE2b-256 of the previous manifest in that sequence. */
  previous: hex32.nullable(),
  day: Day,
  purpose: z.string().max(limits.reason),
  objects: z.array(ObjectEntry).max(bundleLimits.objects).refine(heldFirst),
})

const bounds = boundsOf(Manifest)

export type Manifest = Omit<z.infer<typeof Manifest>, 'objects'> & {
  readonly objects: readonly ObjectEntry[]
}
export type ObjectEntry = z.infer<typeof ObjectEntry>
export type RecordEntry = z.infer<typeof RecordEntry>
export type AuthorEntry = z.infer<typeof AuthorEntry>

/** The first part of a bundle. */
export type BundleHead = {
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly signature: Uint8Array
}

export const isAboutRecord = (entry: ObjectEntry): entry is RecordEntry =>
  recordObjectKinds.some((kind) => kind === entry.kind)

export const manifestBytes = (manifest: Manifest): Uint8Array => canonicalBytes(manifest)

export const attachesTooMany = ({ objects }: Pick<Manifest, 'objects'>): boolean =>
  objects.filter(({ kind }) => kind === 'attachment').length > bundleLimits.attachments

/** Bytes of all objects that are held in memory. */
export const heldBytes = ({ objects }: Pick<Manifest, 'objects'>): number => {
  let sum = 0
  for (const { kind, length } of objects) if (formOf(kind).held) sum += length
  return sum
}

/** Entries that are checked in one step. */
const entriesAtOnce = 2_000

/**
 * Reads a manifest in steps of a few tens of milliseconds: with 100 000 entries, all at once would
 * take a second.
 */
const steps = function* (bytes: Uint8Array): Generator<undefined, Manifest, void> {
  const text = decodeText(bytes)
  yield
  if (!isWithin(text, bounds)) throw new Failure('malformed')
  yield
  const value = parseWithin(text)
  yield
  if (value === null || typeof value !== 'object' || !('version' in value)) {
    throw new Failure('malformed')
  }
  if (value['format'] !== 'understory-bundle' || value['version'] !== 1)
    throw new Failure('unsupported')
  const listed: unknown = 'objects' in value ? value['objects'] : null
  if (!Array.isArray(listed)) throw new Failure('malformed')
  const around = Manifest.safeParse({ ...value, objects: [] })
  if (!around.success || listed.length > bundleLimits.objects) throw new Failure('malformed')
  // The only canonical text has the entries between these two ends.
  const [before = '', after = ''] = canonicalJson({ ...around.data, objects: [] }).split(emptyList)
  const objects: ObjectEntry[] = []
  let at = 0
  const expect = (part: string): void => {
    if (!text.startsWith(part, at)) throw new Failure('malformed')
    at += part.length
  }
  expect(`${before}"objects":[`)
  for (const [i, entry] of listed.entries()) {
    const parsed = ObjectEntry.safeParse(entry)
    if (!parsed.success) throw new Failure('malformed')
    if (i > 0) expect(',')
    expect(canonicalJson(parsed.data))
    objects.push(parsed.data)
    if (i % entriesAtOnce === entriesAtOnce - 1) yield
  }
  expect(`]${after}`)
  if (at !== text.length || !heldFirst(objects)) throw new Failure('malformed')
  const manifest = { ...around.data, objects }
  if (heldBytes(manifest) > limits.bundleRecordBytes || attachesTooMany(manifest)) {
    throw new Failure('too-big')
  }
  return manifest
}

const emptyList = '"objects":[]'

/**
 * @throws Failure 'unsupported' for another format or version; 'too-big' for more than is held in
 * memory; 'malformed'.
 */
export const readManifest = (bytes: Uint8Array): Manifest => runAtOnce(steps(bytes))

/** `readManifest`, yielding to other requests between its steps. @throws Failure as it does. */
export const readManifestInSteps = (bytes: Uint8Array): Promise<Manifest> =>
  runPaced(steps(bytes), createYield())
