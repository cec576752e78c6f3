import { randomBytes } from 'node:crypto'
import { utf8 } from '../../crypto/bytes.ts'
import { plainDigest } from '../../crypto/digest.ts'
import { sign } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import type { Revision } from '../../shared/records.ts'
import type { Addressed } from './age-format.ts'
import { frameEnd, frameLength, frameStart } from './frames.ts'
import type { ByteSource } from './frames.ts'
import type { CarriedRecord } from './gather.ts'
import { cardBytes } from './card.ts'
import { escrowBytes } from './escrow.ts'
import { chainBytes } from './custody-chain.ts'
import { noticeBytes } from './notice.ts'
import {
  attachesTooMany,
  bundleLimits,
  heldBytes,
  manifestBytes,
  passphraseMarker,
  signatureHex,
} from './manifest.ts'
import type { BundleHead, Manifest, ObjectEntry, RecordEntry } from './manifest.ts'
import { formOf } from './object-kinds.ts'
import { padme } from './padme.ts'
import { readRecipients, stanzaFloor } from './recipients.ts'
import { hex, revisionBytes, revisionObject } from './revision.ts'
import { canonicalBytes } from './strict-json.ts'
import { payloadBytes } from './age-stream.ts'

// `-> mlkem768x25519 ` + base64 of 1120 bytes, and a line with base64 of 32 bytes.
const hybridStanza = 18 + 1494 + 1 + 43 + 1
const versionLine = 22
const macLine = 4 + 43 + 1

/** Size of an age file to up to four hybrid recipients, for a plaintext of `plainBytes`. */
const hybridFileBytes = (plainBytes: number): number =>
  versionLine + stanzaFloor * hybridStanza + macLine + payloadBytes(plainBytes)

/** The bytes of an object: in memory, or opened when they are written. */
export type ObjectBytes = Uint8Array | (() => ByteSource)

/** The last export of the sequence that this one continues; null begins a new one. */
export type Previous = {
  readonly sequence: string
  readonly seq: number
  readonly hash: string
} | null

export type BuiltExport = BundleHead & {
  /** BLAKE2b-256 of the manifest. */
  readonly hash: string
  /** Size of the bundle, padding included. */
  readonly bytes: number
  readonly objects: readonly ObjectBytes[]
  readonly checked: Objects['checked']
  /** The bundle itself, once: input of the encryption. @throws as `encodeBundle`. */
  readonly parts: () => AsyncGenerator<Uint8Array, void, void>
}

/** The manifest's list of recipients. @throws Failure 'invalid', 'mixed-recipients'. */
export const listedRecipients = (target: Addressed): readonly string[] =>
  target.kind === 'passphrase' ? [passphraseMarker] : readRecipients(target.recipients).recipients

/** A key that identifies exactly these recipients. */
export const recipientsKey = (recipients: readonly string[]): string =>
  hex(plainDigest(canonicalBytes(recipients)))

/** Reads an attached file by its digest, once. */
export type OpenFile = (digest: string) => ByteSource

/**
 * Exported with the records: their custody chains, notices about them, and the sender's recovery
 * code where the file goes to its desk.
 */
export type ExportMetadata = {
  readonly chains: readonly CustodyChain[]
  readonly notices: readonly Notice[]
  readonly escrow: Escrow | null
}

export type Objects = {
  readonly entries: ObjectEntry[]
  readonly objects: ObjectBytes[]
  /** Digests of the objects that are revisions which were found to hold. */
  readonly checked: ReadonlySet<string>
}

/**
 * The objects of a file and their entries in its manifest. Cards first: they authorise the signers
 * of the objects after them. Long objects are read when written. Yields after each revision, chain
 * and notice: a record may have thousands, and a chain may have megabytes.
 */
export const objectsOf = function* (
  { cards, revisions, seals, attachments }: CarriedRecord,
  { chains, notices, escrow }: ExportMetadata,
  openFile: OpenFile,
): Generator<undefined, Objects, void> {
  const entries: ObjectEntry[] = []
  const objects: ObjectBytes[] = []
  const add = (
    { kind, subject }: Pick<ObjectEntry, 'kind' | 'subject'>,
    bytes: Uint8Array,
    object: ObjectBytes = bytes,
  ): void => {
    const digest = hex(plainDigest(bytes))
    entries.push({ kind, subject, digest, length: bytes.length } as ObjectEntry)
    objects.push(object)
  }
  for (const card of cards) add({ kind: 'card', subject: card.author }, cardBytes(card))
  const { checked } = revisions
  for (const { kind, subject, digest, length } of checked ?? objectsIn(revisions)) {
    const at = objects.length - cards.length
    entries.push({ kind, subject, digest, length })
    objects.push(() => {
      const again = revisions.at(at)
      return again === undefined ? [] : [revisionBytes(again)]
    })
    yield
  }
  for (const { subject, bytes } of seals) add({ kind: 'seal', subject }, bytes)
  for (const chain of chains) {
    add({ kind: 'custody', subject: chain.subject }, chainBytes(chain), () => [chainBytes(chain)])
    yield
  }
  for (const notice of notices) {
    add({ kind: 'notice', subject: notice.subject }, noticeBytes(notice))
    yield
  }
  if (escrow !== null) add({ kind: 'escrow', subject: escrow.author }, escrowBytes(escrow))
  for (const { subject, digest, length } of attachments) {
    entries.push({ kind: 'attachment', subject, digest, length })
    objects.push(() => openFile(digest))
  }
  return { entries, objects, checked: new Set(checked?.map(({ digest }) => digest)) }
}

const objectsIn = function* (
  revisions: Iterable<Revision>,
): Generator<Pick<RecordEntry, 'kind' | 'subject' | 'digest' | 'length'>, void, void> {
  for (const revision of revisions) {
    const { kind, subject } = revision
    yield { kind, subject, ...revisionObject(revision) }
  }
}

const intro = 'UNDERSTORY BUNDLE 1\n'
const outro = 'end\n'
const paddingPiece = 1024 * 1024

/** Size of a bundle before padding. */
export const contentLength = (
  { objects }: Pick<Manifest, 'objects'>,
  manifestLength: number,
): number => {
  let sum =
    intro.length +
    frameLength('manifest', manifestLength) +
    frameLength('signature', signatureHex) +
    outro.length
  for (const { kind, length } of objects) sum += frameLength(kind, length)
  return sum
}

/** @throws Failure 'too-big' when a limit of the format is exceeded. */
export const refuseTooBig = (head: BundleHead): void => {
  const { objects } = head.manifest
  const areTooMany =
    objects.length > bundleLimits.objects ||
    head.manifestBytes.length > bundleLimits.manifestBytes ||
    attachesTooMany(head.manifest)
  if (areTooMany) throw new Failure('too-big')
  for (const { kind, length } of objects) {
    if (length > formOf(kind).maxBytes) throw new Failure('too-big')
  }
}

/**
 * The input of the encryption, in order: docs/FORMAT-EXCHANGE.md, section 2.
 *
 * @param objects one for each entry of the manifest. Each must give exactly the bytes that its
 * entry states.
 * @throws (while iterating) Failure 'internal' when an object has another length than its entry;
 * errors of opening an object.
 */
export const encodeBundle = async function* (
  { manifest, manifestBytes: bytesOfManifest, signature }: BundleHead,
  objects: readonly ObjectBytes[],
): AsyncGenerator<Uint8Array, void, void> {
  yield utf8(intro)
  const signed = utf8(hex(signature))
  yield* frame('manifest', bytesOfManifest.length, bytesOfManifest)
  yield* frame('signature', signed.length, signed)
  yield* inBatches(async function* () {
    for (const [index, { kind, length }] of manifest.objects.entries()) {
      yield* frame(kind, length, objects[index] ?? new Uint8Array())
    }
  })
  yield utf8(outro)
  const size = contentLength(manifest, bytesOfManifest.length)
  const zeros = new Uint8Array(paddingPiece)
  for (let left = padme(size) - size; left > 0; left -= paddingPiece) yield zeros.subarray(0, left)
}

/** A few dozen reports: about 3 ms of reading. */
const batchBytes = 64 * 1024

/** Joins short pieces, since each is passed on through many hands. Long ones stay by themselves. */
const inBatches = async function* (
  pieces: () => AsyncGenerator<Uint8Array, void, void>,
): AsyncGenerator<Uint8Array, void, void> {
  let batch = new Uint8Array(batchBytes)
  let length = 0
  for await (const piece of pieces()) {
    if (length > 0 && length + piece.length > batchBytes) {
      yield batch.subarray(0, length)
      batch = new Uint8Array(batchBytes)
      length = 0
    }
    if (piece.length > batchBytes) yield piece
    else {
      batch.set(piece, length)
      length += piece.length
    }
  }
  if (length > 0) yield batch.subarray(0, length)
}

const frame = async function* (
  name: string,
  length: number,
  bytes: ObjectBytes,
): AsyncGenerator<Uint8Array, void, void> {
  yield frameStart(name, length)
  let done = 0
  for await (const piece of typeof bytes === 'function' ? bytes() : [bytes]) {
    done += piece.length
    yield piece
  }
  if (done !== length) throw new Failure('internal')
  yield frameEnd()
}

/**
 * The signed, padded bundle: input of the encryption.
 *
 * @throws Failure 'too-big' for more than an import would read.
 */
export const buildExport = (input: {
  readonly carried: Objects
  readonly recipients: readonly string[]
  readonly previous: Previous
  readonly day: Day
  readonly purpose: string
  readonly author: AuthorKey
  readonly signing: SigningKeyPair
}): BuiltExport => {
  const { entries, objects, checked } = input.carried
  const manifest: Manifest = {
    format: 'understory-bundle',
    version: 1,
    exportId: randomBytes(16).toString('hex'),
    sender: input.author,
    recipients: [...input.recipients],
    sequence: input.previous?.sequence ?? randomBytes(16).toString('hex'),
    seq: (input.previous?.seq ?? 0) + 1,
    previous: input.previous?.hash ?? null,
    day: input.day,
    purpose: input.purpose,
    objects: entries,
  }
  const bytesOfManifest = manifestBytes(manifest)
  const signature = sign('bundle', bytesOfManifest, input.signing.secretKey)
  const head = { manifest, manifestBytes: bytesOfManifest, signature }
  refuseTooBig(head)
  const bytes = padme(contentLength(manifest, bytesOfManifest.length))
  if (hybridFileBytes(bytes) > limits.bundleBytes || heldBytes(manifest) > limits.bundleRecordBytes)
    throw new Failure('too-big')
  return {
    ...head,
    hash: hex(plainDigest(bytesOfManifest)),
    bytes,
    objects,
    checked,
    parts: () => encodeBundle(head, objects),
  }
}

/** The file's size for hybrid recipients; other files differ by less than a bucket. */
export const estimateBytes = (
  { entries }: Pick<Objects, 'entries'>,
  told: Pick<Manifest, 'day' | 'purpose'> & {
    readonly recipients: readonly string[]
    readonly previous: Previous
  },
): number => {
  const zeros = '0'.repeat(64)
  const manifest: Manifest = {
    format: 'understory-bundle',
    version: 1,
    exportId: zeros.slice(32),
    sender: zeros as AuthorKey,
    recipients: [...told.recipients],
    sequence: zeros.slice(32),
    seq: (told.previous?.seq ?? 0) + 1,
    previous: told.previous?.hash ?? null,
    day: told.day,
    purpose: told.purpose,
    objects: entries,
  }
  return hybridFileBytes(padme(contentLength(manifest, manifestBytes(manifest).length)))
}
