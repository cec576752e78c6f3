import { isBarePng } from './bare-png.ts'
import { imageFormat } from './image-format.ts'

/*
 * JPEG is a row of segments: FF, a marker, two bytes of length, content. After a start of scan come
 * coded pixels, in which FF is followed by 00 or by a restart marker.
 */
const [startOfImage, endOfImage, startOfScan, jfif] = [0xd8, 0xd9, 0xda, 0xe0]

/** Segments that pixels need: tables, baseline and progressive frames, restart intervals. */
const kept: ReadonlySet<number> = new Set([0xdb, 0xc4, 0xc0, 0xc1, 0xc2, 0xdd, startOfScan])

/** A JFIF segment without thumbnail and without resolution. */
const plainJfif = [0x4a, 0x46, 0x49, 0x46, 0, 1, -1, 0, 0, 1, 0, 1, 0, 0]

const isPlainJfif = (content: Uint8Array): boolean =>
  content.length === plainJfif.length &&
  plainJfif.every((byte, at) => byte === -1 || byte === content[at])

/** End of the coded pixels that begin here: the next marker that is not part of them. */
const endOfPixels = (jpeg: Uint8Array, from: number): number => {
  for (let at = from; at + 1 < jpeg.length; at += 1) {
    const next = jpeg[at + 1] ?? 0
    if (jpeg[at] === 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return jpeg.length
}

/**
 * Does a JPEG contain only the parts that pixels need: no comment, no profile, no application's
 * segment other than a plain JFIF one, no resolution, and nothing after its end?
 *
 * Does not decode the content of those parts. Bytes after the last coded pixel of a scan, and
 * tables that no pixel uses, pass: data can be hidden there on purpose, as it can in the pixels.
 */
export const isBareJpeg = (jpeg: Uint8Array): boolean => {
  if (jpeg[0] !== 0xff || jpeg[1] !== startOfImage) return false
  for (let at = 2; ;) {
    const marker = jpeg[at + 1]
    if (jpeg[at] !== 0xff || marker === undefined) return false
    if (marker === endOfImage) return at + 2 === jpeg.length
    const end = at + 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0))
    if (end < at + 4 || end > jpeg.length) return false
    const isJfif = marker === jfif && at === 2 && isPlainJfif(jpeg.subarray(at + 4, end))
    if (!isJfif && !kept.has(marker)) return false
    at = marker === startOfScan ? endOfPixels(jpeg, end) : end
  }
}

/**
 * Does an image contain only the parts that pixels need? Only a JPEG or a PNG can. Reads its
 * structure, not its pixels: safe for untrusted bytes, and blind to data hidden within a part.
 */
export const isBare = (bytes: Uint8Array): boolean => {
  switch (imageFormat(bytes)) {
    case 'jpeg':
      return isBareJpeg(bytes)
    case 'png':
      return isBarePng(bytes)
    default:
      return false
  }
}
