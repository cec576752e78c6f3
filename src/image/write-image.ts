import encodeJpeg from 'jpeg-js/lib/encoder.js'
import { Failure } from '../shared/failure.ts'
import type { CleanedImage } from '../shared/image-messages.ts'
import { joined } from '../shared/joined.ts'
import { limits } from '../shared/limits.ts'
import { pixelsOf, releasePicture } from './picture.ts'
import type { Picture } from './picture.ts'
import { writePng } from './write-png.ts'

/** Of a JPEG; colours are not halved. */
const quality = 92

/** The encoder's second segment, which holds a version and a resolution. No decoder needs it. */
const jfifEnd = 20

/** By Chromium's own JPEG encoder colours would be halved, and a profile added. */
const encoded = async (
  picture: Picture,
  format: CleanedImage['format'],
): Promise<Uint8Array<ArrayBuffer>> => {
  const { width, height } = picture
  const data = pixelsOf(picture)
  releasePicture(picture)
  if (format === 'png') return writePng(data, width, height)
  const jpeg = encodeJpeg({ data, width, height }, quality).data
  return joined([jpeg.subarray(0, 2), jpeg.subarray(jfifEnd)])
}

/**
 * Writes a picture with nothing but what its pixels need, and releases it. The vault process checks
 * that.
 *
 * @throws Failure 'too-big'.
 */
export const writeImage = async (
  picture: Picture,
  format: CleanedImage['format'],
): Promise<Omit<CleanedImage, 'frames'>> => {
  const { width, height } = picture
  const bytes = await encoded(picture, format)
  if (bytes.length > limits.imageBytes) throw new Failure('too-big')
  return { format, width, height, bytes }
}
