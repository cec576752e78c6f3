import { Failure } from '../shared/failure.ts'
import { chunksOf, withChunksOf } from '../shared/bare-png.ts'
import { hasText, imageFormat } from '../shared/image-format.ts'
import type { ImageFormat } from '../shared/image-format.ts'

/** A part of a file: the first byte, and the one after the last. */
type Span = { readonly start: number; readonly end: number }

/** What a file says of its picture before any pixel is decoded. */
type HeaderFacts = {
  readonly width: number
  readonly height: number
  /** The Exif blocks of the file, from their byte order mark. */
  readonly exif: readonly Span[]
}

export type ImageHeader = HeaderFacts & { readonly format: ImageFormat }

/** Before an Exif block in a JPEG. */
const exifMark = 'Exif\0\0'

const [app1, startOfScan, endOfImage] = [0xe1, 0xda, 0xd9]

/** Frames of all codings; three markers between them mean other things. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers without content: 01, restarts, and a repeated start. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** The segments before the coded pixels. */
const jpegHeader = (jpeg: Uint8Array): HeaderFacts => {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  const exif: Span[] = []
  let size: Pick<HeaderFacts, 'width' | 'height'> | null = null
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) throw new Failure('broken-image')
    const marker = view.getUint8(at + 1)
    if (marker === startOfScan || marker === endOfImage) break
    // Any number of FF may stand before a marker.
    if (marker === 0xff || isBare(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const [content, end] = [at + 4, at + 2 + view.getUint16(at + 2)]
    if (end < content) throw new Failure('broken-image')
    if (marker === app1 && hasText(jpeg, exifMark, content))
      exif.push({ start: content + exifMark.length, end })
    if (isFrame(marker))
      size ??= { height: view.getUint16(content + 1), width: view.getUint16(content + 3) }
    at = end
  }
  if (size === null) throw new Failure('broken-image')
  return { ...size, exif }
}

/** A chunk: four letters, four bytes of length, content, and a byte more after an odd length. */
const [firstChunk, frameBytes] = [12, 8]

const exifIn = (webp: Uint8Array, view: DataView): Span[] => {
  const found: Span[] = []
  for (let at = firstChunk; at + frameBytes <= webp.length;) {
    const [content, length] = [at + frameBytes, view.getUint32(at + 4, true)]
    const end = Math.min(content + length, webp.length)
    // Some writers put the mark before it that a JPEG needs.
    const start = hasText(webp, exifMark, content) ? content + exifMark.length : content
    if (hasText(webp, 'EXIF', at)) found.push({ start: Math.min(start, end), end })
    at = content + length + (length % 2)
  }
  return found
}

/** The size in the first chunk: of a whole picture, or of a canvas with more about it. */
const webpHeader = (webp: Uint8Array): HeaderFacts => {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength)
  const content = firstChunk + frameBytes
  if (hasText(webp, 'VP8X', firstChunk)) {
    const side = (at: number): number => 1 + (view.getUint32(at, true) & 0xff_ffff)
    // The height ends the chunk: its four bytes are read from one before.
    const height = 1 + (view.getUint32(content + 6, true) >>> 8)
    return { width: side(content + 4), height, exif: exifIn(webp, view) }
  }
  if (hasText(webp, 'VP8L', firstChunk)) {
    const bits = view.getUint32(content + 1, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), exif: [] }
  }
  if (!hasText(webp, 'VP8 ', firstChunk)) throw new Failure('broken-image')
  const [width, height] = [view.getUint16(content + 6, true), view.getUint16(content + 8, true)]
  return { width: width & 0x3fff, height: height & 0x3fff, exif: [] }
}

const pngHeader = (png: Uint8Array): HeaderFacts => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks = [...chunksOf(png)]
  if (chunks[0]?.name !== 'IHDR') throw new Failure('broken-image')
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    exif: chunks
      .filter(({ name }) => name === 'eXIf')
      // Without the chunk's length, name and checksum.
      .map(({ start, end }) => ({ start: start + 8, end: end - 4 })),
  }
}

const gifHeader = (gif: Uint8Array): HeaderFacts => {
  const view = new DataView(gif.buffer, gif.byteOffset, gif.byteLength)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), exif: [] }
}

const readers: Readonly<Record<ImageFormat, (bytes: Uint8Array) => HeaderFacts>> = {
  jpeg: jpegHeader,
  png: pngHeader,
  webp: webpHeader,
  gif: gifHeader,
}

/**
 * A picture's format and size by its own header, read without any decoder.
 *
 * @throws Failure 'not-cleanable' for another format, 'broken-image'.
 */
export const imageHeader = (bytes: Uint8Array): ImageHeader => {
  const format = imageFormat(bytes)
  if (format === null) throw new Failure('not-cleanable')
  try {
    return { format, ...readers[format](bytes) }
  } catch (cause) {
    // A number behind the end of the file.
    if (cause instanceof RangeError) throw new Failure('broken-image')
    throw cause
  }
}

/**
 * The file without its Exif blocks, which change how Chromium draws it: in some versions and formats
 * the orientation, and in all the size, by the resolution. A JPEG and a WebP are changed in place.
 */
export const withoutExif = (
  bytes: Uint8Array<ArrayBuffer>,
  { format, exif }: ImageHeader,
): Uint8Array<ArrayBuffer> => {
  if (format === 'png') return withChunksOf(bytes, (name) => name !== 'eXIf')
  // Without its byte order mark no reader takes a block for Exif.
  for (const { start } of exif) bytes.fill(0, start, start + 2)
  return bytes
}

/** How a camera was held: 1 is upright, 2 to 8 are its turns and mirrorings, as Exif numbers them. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** The tag of the orientation, its type (a number of two bytes), and the bytes of one entry. */
const [tag, short, entryBytes] = [0x0112, 3, 12]

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8

/**
 * The orientation in the first directory of an Exif block, which has the form of a TIFF file; 1 when
 * it has none, or cannot be read.
 */
export const exifOrientation = (block: Uint8Array): Orientation => {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength)
  try {
    const mark = view.getUint16(0)
    if (mark !== 0x4949 && mark !== 0x4d4d) return 1
    const isLittle = mark === 0x4949
    const directory = view.getUint32(4, isLittle)
    const entries = view.getUint16(directory, isLittle)
    for (let entry = 0; entry < entries; entry += 1) {
      const at = directory + 2 + entry * entryBytes
      if (view.getUint16(at, isLittle) !== tag) continue
      if (view.getUint16(at + 2, isLittle) !== short) return 1
      const value = view.getUint16(at + 8, isLittle)
      return isOrientation(value) ? value : 1
    }
    return 1
  } catch (cause) {
    // A number outside the block.
    if (cause instanceof RangeError) return 1
    throw cause
  }
}
