import { z } from 'zod'
import { utf8 } from '../../crypto/bytes.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import { joined } from '../../shared/joined.ts'
import { limits } from '../../shared/limits.ts'
import { EntryRows } from './entry-rows.ts'
import { boundsOf } from './json-bounds.ts'
import { authorObjectKinds, formOf, recordObjectKinds } from './object-kinds.ts'
import type { ObjectKind } from './object-kinds.ts'
import { readRecipients } from './recipients.ts'
import type { Sequence } from './sequence.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

export const bundleLimits = {
  objects: 100_000,
  /** An entry takes 186 bytes at most. */
  manifestBytes: 20 * 1024 * 1024,
} as const

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
const heldFirst = (entries: Iterable<{ readonly kind: ObjectKind }>): boolean => {
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
  readonly objects: Sequence<ObjectEntry>
}
export type ObjectEntry = z.infer<typeof ObjectEntry>
export type RecordEntry = z.infer<typeof RecordEntry>
export type AuthorEntry = z.infer<typeof AuthorEntry>

export const isAboutRecord = (entry: ObjectEntry): entry is RecordEntry =>
  recordObjectKinds.some((kind) => kind === entry.kind)

const listStart = '"objects":['

/**
 * The one byte form, written entry by entry: as a whole, 100 000 objects would take ten times as
 * much.
 */
export const manifestBytes = ({ objects, ...others }: Manifest): Uint8Array => {
  const rest = Buffer.from(canonicalBytes({ ...others, objects: [] }))
  const at = rest.indexOf(listStart) + listStart.length
  const parts: Uint8Array[] = [rest.subarray(0, at)]
  let before = ''
  for (const entry of objects) {
    parts.push(utf8(before + canonicalJson(entry)))
    before = ','
  }
  return joined([...parts, rest.subarray(at)])
}

/** Bytes of all objects that are held in memory. */
export const heldBytes = ({ objects }: Pick<Manifest, 'objects'>): number => {
  let sum = 0
  for (const { kind, length } of objects) if (formOf(kind).held) sum += length
  return sum
}

/**
 * @throws Failure 'unsupported' for another format or version; 'too-big' for more than is held in
 * memory; 'malformed'.
 */
export const readManifest = (bytes: Uint8Array): Manifest => {
  const manifest = readByEntries(bytes) ?? readWhole(bytes)
  if (heldBytes(manifest) > limits.bundleRecordBytes) throw new Failure('too-big')
  return manifest
}

/** Reports the fault of any bytes. */
const readWhole = (bytes: Uint8Array): Manifest => {
  const value = parseCanonicalBytes(bytes, bounds)
  if (value === null || typeof value !== 'object' || !('version' in value)) {
    throw new Failure('malformed')
  }
  if (value['format'] !== 'understory-bundle' || value['version'] !== 1)
    throw new Failure('unsupported')
  const parsed = Manifest.safeParse(value)
  if (!parsed.success) throw new Failure('malformed')
  return parsed.data
}

const entryForm =
  /\{"digest":"([0-9a-f]{64})","kind":"([a-z]{1,20})","length":([1-9][0-9]{0,14}),"subject":"([0-9a-f]{32,64})"\}/y

/**
 * Parses entry by entry, so that objects and text never exist all at once. It accepts only what
 * `readWhole` accepts: an entry in this form is canonical, and so is the manifest without its
 * entries. Returns null for everything else, without naming the fault.
 */
const readByEntries = (bytes: Uint8Array): Manifest | null => {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = whole.indexOf(listStart)
  if (start < 0) return null
  const from = start + listStart.length
  const text = whole.toString('latin1', from)
  const objects = new EntryRows()
  let at = 0
  while (text[at] !== ']') {
    if (objects.length > 0 && text[at++] !== ',') return null
    entryForm.lastIndex = at
    const [spelled, digest, kind, length, subject] = entryForm.exec(text) ?? []
    const entry = ObjectEntry.safeParse({ digest, kind, length: Number(length), subject })
    if (!entry.success || spelled === undefined) return null
    if (objects.length >= bundleLimits.objects) return null
    objects.push(entry.data)
    at += spelled.length
  }
  try {
    const rest = readWhole(Buffer.concat([whole.subarray(0, from), whole.subarray(from + at)]))
    return rest.objects.length === 0 && heldFirst(objects) ? { ...rest, objects } : null
  } catch (cause) {
    if (cause instanceof Failure) return null
    throw cause
  }
}
