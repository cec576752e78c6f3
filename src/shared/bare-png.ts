import { Failure } from './failure.ts'
import { joined } from './joined.ts'

/** Size, colours and pixels; other chunks are metadata and may identify a person. */
const kept: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

const signatureBytes = 8
/** Length, name and checksum of a chunk. */
const frameBytes = 12

type Chunk = { readonly name: string; readonly start: number; readonly end: number }

/**
 * The chunks of a PNG up to its end.
 *
 * @throws Failure 'broken-image' when they do not lead to an end.
 */
export const chunksOf = function* (png: Uint8Array): Generator<Chunk, void, void> {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  for (let start = signatureBytes; ;) {
    if (start + frameBytes > png.length) throw new Failure('broken-image')
    const end = start + frameBytes + view.getUint32(start)
    if (end > png.length) throw new Failure('broken-image')
    const name = String.fromCharCode(...png.subarray(start + 4, start + 8))
    yield { name, start, end }
    if (name === 'IEND') return
    start = end
  }
}

/**
 * A PNG with some of its chunks, and nothing after its end.
 *
 * @param isKept by name of a chunk.
 * @throws Failure 'broken-image'.
 */
export const withChunksOf = (
  png: Uint8Array,
  isKept: (name: string) => boolean,
): Uint8Array<ArrayBuffer> => {
  const parts = [png.subarray(0, signatureBytes)]
  for (const { name, start, end } of chunksOf(png)) {
    if (isKept(name)) parts.push(png.subarray(start, end))
  }
  return joined(parts)
}

/** A PNG with nothing but the chunks that its pixels need. @throws Failure 'broken-image'. */
export const barePng = (png: Uint8Array): Uint8Array<ArrayBuffer> =>
  withChunksOf(png, (name) => kept.has(name))

/** Are there no chunks but those that pixels need, and nothing after the end? */
export const isBarePng = (png: Uint8Array): boolean => {
  try {
    let length = signatureBytes
    for (const { name, end } of chunksOf(png)) {
      if (!kept.has(name)) return false
      length = end
    }
    return length === png.length
  } catch (cause) {
    if (cause instanceof Failure) return false
    throw cause
  }
}

/** Number of pictures in an animated PNG; 1 for any other, and for one that cannot be read. */
export const pngFrames = (png: Uint8Array): number => {
  try {
    for (const { name, start } of chunksOf(png)) {
      if (name === 'IDAT') return 1
      if (name !== 'acTL') continue
      return new DataView(png.buffer, png.byteOffset + start + 8, 4).getUint32(0)
    }
    return 1
  } catch (cause) {
    if (cause instanceof Failure || cause instanceof RangeError) return 1
    throw cause
  }
}
