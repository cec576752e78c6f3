import { Failure } from '../shared/failure.ts'
import { hasText } from '../shared/image-format.ts'
import type { HeaderFacts, Span } from './image-header.ts'

const [app1, startOfScan, endOfImage] = [0xe1, 0xda, 0xd9]
const exifMark = 'Exif\0\0'

/** Frames of all codings; three markers between them mean other things. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Markers without content: 01, restarts, and a repeated start. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** The segments before the coded pixels. */
export const jpegHeader = (jpeg: Uint8Array): HeaderFacts => {
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
