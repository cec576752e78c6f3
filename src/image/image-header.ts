import { Failure } from '../shared/failure.ts'
import { chunksOf, withChunksOf } from '../shared/bare-png.ts'
import { imageFormat } from '../shared/image-format.ts'
import type { ImageFormat } from '../shared/image-format.ts'
import { jpegHeader } from './jpeg-header.ts'
import { webpHeader } from './webp-header.ts'

/** A part of a file: the first byte, and the one after the last. */
export type Span = { readonly start: number; readonly end: number }

/** What a file says of its picture before any pixel is decoded. */
export type HeaderFacts = {
  readonly width: number
  readonly height: number
  /** The Exif blocks of the file, from their byte order mark. */
  readonly exif: readonly Span[]
}

export type ImageHeader = HeaderFacts & { readonly format: ImageFormat }

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
