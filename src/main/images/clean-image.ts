import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { pngFrames } from './bare-png.ts'
import { decode } from './decoder.ts'
import { headBytes, imageFormat } from './image-format.ts'
import type { ImageFormat } from './image-format.ts'
import type { CleanedImage } from './messages.ts'
import { plain, reading } from './reading.ts'
import { writeBare } from './write-bare.ts'

export type Measured = {
  readonly format: ImageFormat
  readonly width: number
  readonly height: number
  /** Number of pictures in the file. */
  readonly pages: number
}

/**
 * An image's format and size, before its pixels are decoded.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const measureImage = (bytes: Uint8Array): Promise<Measured> =>
  reading(async () => {
    const format = imageFormat(bytes.subarray(0, headBytes))
    if (format === null) throw new Failure('not-cleanable')
    const { width, height, pages = 1, format: decoded } = await decode(bytes).metadata()
    if (decoded !== format) throw new Failure('broken-image')
    if (width > limits.imageSide || height > limits.imageSide) throw new Failure('too-big')
    if (width * height > limits.imagePixels) throw new Failure('too-big')
    return { format, width, height, pages }
  })

/**
 * Re-encodes the first picture of an image from its pixels: JPEG from JPEG, PNG from anything else.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const cleanImage = (bytes: Uint8Array): Promise<CleanedImage> =>
  reading(async () => {
    const { format, pages } = await measureImage(bytes)
    const frames = format === 'png' ? pngFrames(bytes) : pages
    const written = await writeBare(plain(decode(bytes)), format === 'jpeg' ? 'jpeg' : 'png')
    return { ...written, frames: Math.min(Math.max(frames, 1), limits.imageFrames) }
  })
