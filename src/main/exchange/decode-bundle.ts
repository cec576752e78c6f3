import { isZero } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { FrameReader } from './frames.ts'
import type { ByteSource } from './frames.ts'
import { bundleLimits, readManifestInSteps, signatureHex } from './manifest.ts'
import type { BundleHead, Manifest, ObjectEntry } from './manifest.ts'
import { formOf } from './object-kinds.ts'
import { padme } from './padme.ts'

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
