import { isZero, utf8 } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { frameEnd, frameLength, FrameReader, frameStart } from './frames.ts'
import type { ByteSource } from './frames.ts'
import { attachesTooMany, bundleLimits, readManifestInSteps } from './manifest.ts'
import type { Manifest, ObjectEntry } from './manifest.ts'
import { formOf } from './object-kinds.ts'
import { padme } from './padme.ts'

/** The first part of a bundle. */
export type BundleHead = {
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly signature: Uint8Array
}

/** The bytes of an object: in memory, or opened when they are written. */
export type ObjectBytes = Uint8Array | (() => ByteSource)

const intro = 'UNDERSTORY BUNDLE 1\n'
const outro = 'end\n'
const signatureHex = 128
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
export const refuseTooBig = ({ manifest, manifestBytes }: BundleHead): void => {
  const { objects } = manifest
  const areTooMany =
    objects.length > bundleLimits.objects ||
    manifestBytes.length > bundleLimits.manifestBytes ||
    attachesTooMany(manifest)
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
  { manifest, manifestBytes, signature }: BundleHead,
  objects: readonly ObjectBytes[],
): AsyncGenerator<Uint8Array, void, void> {
  yield utf8(intro)
  const hex = utf8(Buffer.from(signature).toString('hex'))
  yield* frame('manifest', manifestBytes.length, manifestBytes)
  yield* frame('signature', hex.length, hex)
  for (const [index, { kind, length }] of manifest.objects.entries()) {
    yield* frame(kind, length, objects[index] ?? new Uint8Array())
  }
  yield utf8(outro)
  const size = contentLength(manifest, manifestBytes.length)
  const zeros = new Uint8Array(paddingPiece)
  for (let left = padme(size) - size; left > 0; left -= paddingPiece) yield zeros.subarray(0, left)
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

/** Receives the parts of a bundle. An error that it throws ends the reading at once. */
export type BundleVisitor = {
  readonly head: (head: BundleHead) => void
  /**
   * @param pieces of the object; the visitor reads all or none.
   * @returns 'enough' to stop reading: the rest is then unknown.
   */
  readonly object: (
    entry: ObjectEntry,
    pieces: AsyncGenerator<Uint8Array, void, void>,
    index: number,
  ) => Promise<'enough' | undefined>
}

/**
 * Parses a bundle while it is read. Exactly one sequence of bytes encodes a bundle: other lengths,
 * names, spellings or padding are refused. Checks form only: see `verifyBundle`.
 *
 * Reports a fault of form only after reading the source to its end: truncation or alteration takes
 * precedence, whatever the beginning looks like.
 *
 * @throws Failure 'unsupported' (another version), 'truncated', 'too-big', 'malformed'; errors of
 * source and visitor.
 */
export const decodeBundle = async (source: ByteSource, visitor: BundleVisitor): Promise<void> => {
  const reader = new FrameReader(source)
  const visit = visiting(visitor)
  try {
    await decode(reader, visit)
  } catch (cause) {
    if (!reader.isBroken && !visit.hasThrown()) {
      for await (const _ of reader.rest()) void _
    }
    throw cause
  } finally {
    await reader.close()
  }
}

const decode = async (reader: FrameReader, visitor: BundleVisitor): Promise<void> => {
  const version = /^UNDERSTORY BUNDLE ([1-9][0-9]{0,4})$/.exec(await reader.line())?.[1]
  if (version === undefined) throw new Failure('malformed')
  if (version !== '1') throw new Failure('unsupported')
  const manifest = await decodeHead(reader, visitor)
  for (const [index, entry] of manifest.objects.entries()) {
    const length = await reader.start(entry.kind, formOf(entry.kind).maxBytes)
    if (length !== entry.length) throw new Failure('malformed')
    const content = reader.content(length)
    if ((await visitor.object(entry, content, index)) === 'enough') return
    for await (const _ of content) void _
  }
  if ((await reader.line()) !== 'end') throw new Failure('malformed')
  await checkPadding(reader)
}

/** A separate function, so that its bytes are released before the first object. */
const decodeHead = async (reader: FrameReader, visitor: BundleVisitor): Promise<Manifest> => {
  const manifestBytes = await reader.frame('manifest', bundleLimits.manifestBytes)
  const manifest = await readManifestInSteps(manifestBytes)
  const signature = fromHex(await reader.frame('signature', signatureHex))
  visitor.head({ manifest, manifestBytes, signature })
  return manifest
}

const checkPadding = async (reader: FrameReader): Promise<void> => {
  const wanted = padme(reader.offset)
  let zero = true
  for await (const piece of reader.rest()) zero &&= isZero(piece)
  if (reader.offset < wanted) throw new Failure('truncated')
  if (reader.offset > wanted || !zero) throw new Failure('malformed')
}

/** Distinguishes the visitor's errors from faults of the bundle's form. */
const visiting = (
  visitor: BundleVisitor,
): BundleVisitor & { readonly hasThrown: () => boolean } => {
  let thrown = false
  return {
    hasThrown: () => thrown,
    head: (head) => {
      thrown = true
      visitor.head(head)
      thrown = false
    },
    object: async (entry, pieces, index) => {
      let failure: unknown = null
      // Errors of the pieces themselves are the bundle's fault, not the visitor's.
      const watched = async function* (): AsyncGenerator<Uint8Array, void, void> {
        try {
          yield* pieces
        } catch (cause) {
          failure = cause
          throw cause
        }
      }
      try {
        return await visitor.object(entry, watched(), index)
      } catch (cause) {
        thrown = cause !== failure
        throw cause
      }
    },
  }
}

const fromHex = (bytes: Uint8Array): Uint8Array => {
  const text = String.fromCharCode(...bytes)
  if (!/^[0-9a-f]{128}$/.test(text)) throw new Failure('malformed')
  return new Uint8Array(Buffer.from(text, 'hex'))
}
