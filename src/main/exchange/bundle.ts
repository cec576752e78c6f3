import { concat, isZero, utf8 } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { frameBytes, frameLength, FrameReader } from './frames.ts'
import { bundleLimits, readManifest, type Manifest } from './manifest.ts'
import { padme } from './padme.ts'

/** A bundle taken apart; nothing of it is believed yet. */
export type Bundle = {
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly signature: Uint8Array
  /** One for each entry of `manifest.objects`, in that order; views into the bundle. */
  readonly objects: readonly Uint8Array[]
}

const intro = 'UNDERSTORY BUNDLE 1\n'
const outro = 'end\n'
const signatureHex = 128

/** Size of a bundle before padding. */
export const contentLength = (manifest: Manifest, manifestLength: number): number =>
  manifest.objects.reduce(
    (sum, { kind, length }) => sum + frameLength(kind, length),
    intro.length +
      frameLength('manifest', manifestLength) +
      frameLength('signature', signatureHex) +
      outro.length,
  )

/**
 * The bytes that go into the encryption: docs/FORMAT-EXCHANGE.md, section 2. One fresh buffer.
 *
 * @throws Failure 'too-big' when a limit of the format is exceeded.
 */
export function encodeBundle({ manifest, manifestBytes, signature, objects }: Bundle): Uint8Array {
  const sizes = objects.map((object) => object.length)
  if (
    objects.length > bundleLimits.objects ||
    manifestBytes.length > bundleLimits.manifestBytes ||
    sizes.some((size) => size > bundleLimits.objectBytes)
  ) {
    throw new Failure('too-big')
  }
  const content = [
    utf8(intro),
    frameBytes({ name: 'manifest', bytes: manifestBytes }),
    frameBytes({ name: 'signature', bytes: utf8(Buffer.from(signature).toString('hex')) }),
    ...manifest.objects.map(({ kind }, i) =>
      frameBytes({ name: kind, bytes: objects[i] ?? new Uint8Array() }),
    ),
    utf8(outro),
  ]
  const length = content.reduce((sum, part) => sum + part.length, 0)
  return concat(...content, new Uint8Array(padme(length) - length))
}

/**
 * Takes a bundle apart. Exactly one sequence of bytes stands for a bundle: other lengths, names,
 * spellings or padding are refused. Checks form only: see `verifyBundle`.
 *
 * @throws Failure 'unsupported' (another version), 'truncated', 'too-big', 'malformed'.
 */
export function decodeBundle(bytes: Uint8Array): Bundle {
  const reader = new FrameReader(bytes)
  const version = /^UNDERSTORY BUNDLE ([1-9][0-9]{0,4})$/.exec(reader.line())?.[1]
  if (version === undefined) throw new Failure('malformed')
  if (version !== '1') throw new Failure('unsupported')
  const manifestBytes = reader.frame('manifest', bundleLimits.manifestBytes)
  const manifest = readManifest(manifestBytes)
  const signature = fromHex(reader.frame('signature', signatureHex))
  const objects = manifest.objects.map(({ kind, length }) => {
    const object = reader.frame(kind, bundleLimits.objectBytes)
    if (object.length !== length) throw new Failure('malformed')
    return object
  })
  if (reader.line() !== 'end') throw new Failure('malformed')
  const wanted = padme(reader.offset)
  if (bytes.length < wanted) throw new Failure('truncated')
  if (bytes.length > wanted || !isZero(bytes.subarray(reader.offset))) {
    throw new Failure('malformed')
  }
  return { manifest, manifestBytes, signature, objects }
}

function fromHex(bytes: Uint8Array): Uint8Array {
  const text = String.fromCharCode(...bytes)
  if (!/^[0-9a-f]{128}$/.test(text)) throw new Failure('malformed')
  return new Uint8Array(Buffer.from(text, 'hex'))
}
