import type { Sharp } from 'sharp'
import type { Preview } from '../../shared/attachments.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { isBare } from './bare.ts'
import { barePng, pngFrames } from './bare-png.ts'
import { decode } from './decoder.ts'
import { headBytes, imageFormat } from './image-format.ts'
import type { CleanedImage } from './messages.ts'

const white = '#ffffff'

/** What libvips says of an image is for nobody: a code is all that goes on. */
const reading = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    const isTooBig = cause instanceof Error && /exceeds pixel limit/i.test(cause.message)
    throw new Failure(isTooBig ? 'too-big' : 'broken-image')
  }
}

/**
 * Upright, in sRGB, eight bits deep and without transparency: under transparent pixels there may be
 * colours that nobody sees and that a copy would carry along.
 */
const plain = (image: Sharp): Sharp =>
  image.autoOrient().flatten({ background: white }).toColourspace('srgb')

/**
 * The first picture of an image, written anew from its pixels: JPEG from JPEG, PNG from anything else.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const cleanImage = (bytes: Uint8Array): Promise<CleanedImage> =>
  reading(async () => {
    const format = imageFormat(bytes.subarray(0, headBytes))
    if (format === null) throw new Failure('not-cleanable')
    const { width, height, pages = 1, format: decoded } = await decode(bytes).metadata()
    if (decoded !== format) throw new Failure('broken-image')
    if (width > limits.imageSide || height > limits.imageSide) throw new Failure('too-big')
    if (width * height > limits.imagePixels) throw new Failure('too-big')
    const frames = format === 'png' ? pngFrames(bytes) : pages
    const image = plain(decode(bytes))
    const { data, info } = await (
      format === 'jpeg'
        ? image.jpeg({ quality: 92, chromaSubsampling: '4:4:4', optimiseCoding: false })
        : image.png({ compressionLevel: 6 })
    ).toBuffer({ resolveWithObject: true })
    const bare = format === 'jpeg' ? new Uint8Array(data) : barePng(data)
    if (!isBare(bare)) throw new Failure('broken-image')
    if (bare.length > limits.imageBytes) throw new Failure('too-big')
    return {
      format: format === 'jpeg' ? 'jpeg' : 'png',
      width: info.width,
      height: info.height,
      frames: Math.min(Math.max(frames, 1), limits.imageFrames),
      bytes: bare,
    }
  })

/** Grey or colour, with or without alpha, as red, green, blue and alpha. */
const inFourChannels = (data: Uint8Array, channels: number): Uint8Array<ArrayBuffer> => {
  const isGrey = channels < 3
  const count = data.length / channels
  const pixels = new Uint8Array(count * 4).fill(255)
  for (let pixel = 0; pixel < count; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[pixel * 4 + channel] = data[pixel * channels + (isGrey ? 0 : channel)] ?? 255
    }
  }
  return pixels
}

/**
 * A small picture of an image.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const previewImage = (bytes: Uint8Array): Promise<Preview> =>
  reading(async () => {
    if (imageFormat(bytes.subarray(0, headBytes)) === null) throw new Failure('not-cleanable')
    const { previewSide: side } = limits
    const { data, info } = await plain(decode(bytes))
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    return { width, height, pixels: inFourChannels(data, channels) }
  })
