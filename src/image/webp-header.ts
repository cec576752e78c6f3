import { Failure } from '../shared/failure.ts'
import { hasText } from '../shared/image-format.ts'
import type { HeaderFacts, Span } from './image-header.ts'

/** A chunk: four letters, four bytes of length, content, and a byte more after an odd length. */
const [firstChunk, frameBytes] = [12, 8]
const jpegExifMark = 'Exif\0\0'

const exifIn = (webp: Uint8Array, view: DataView): Span[] => {
  const found: Span[] = []
  for (let at = firstChunk; at + frameBytes <= webp.length;) {
    const [content, length] = [at + frameBytes, view.getUint32(at + 4, true)]
    const end = Math.min(content + length, webp.length)
    // Some writers put the mark before it that a JPEG needs.
    const start = hasText(webp, jpegExifMark, content) ? content + jpegExifMark.length : content
    if (hasText(webp, 'EXIF', at)) found.push({ start: Math.min(start, end), end })
    at = content + length + (length % 2)
  }
  return found
}

/** The size in the first chunk: of a whole picture, or of a canvas with more about it. */
export const webpHeader = (webp: Uint8Array): HeaderFacts => {
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
