import type { Sharp } from 'sharp'
import type { Preview, View } from '../../shared/attachments.ts'
import { limits } from '../../shared/limits.ts'
import { measureImage } from './clean-image.ts'
import { decode } from './decoder.ts'
import { plain, reading } from './reading.ts'

/** Converts grey or colour, with or without alpha, to red, green, blue and alpha. */
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

const pixelsOf = async (image: Sharp): Promise<Preview> => {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  return { width, height, pixels: inFourChannels(data, channels) }
}

/**
 * A small picture of an image.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const previewImage = (bytes: Uint8Array): Promise<Preview> =>
  reading(async () => {
    await measureImage(bytes)
    const { previewSide: side } = limits
    return pixelsOf(
      plain(decode(bytes)).resize(side, side, { fit: 'inside', withoutEnlargement: true }),
    )
  })

/**
 * The pixels of a cleaned copy, scaled down to the window's limit if there are more. A copy is
 * already upright.
 *
 * @throws Failure 'not-cleanable', 'broken-image', 'too-big'.
 */
export const viewImage = (bytes: Uint8Array): Promise<View> =>
  reading(async () => {
    const { width, height } = await measureImage(bytes)
    const scale = Math.min(
      1,
      limits.viewSide / Math.max(width, height),
      Math.sqrt(limits.viewPixels / (width * height)),
    )
    const part = (side: number): number => Math.max(1, Math.floor(side * scale))
    const image = plain(decode(bytes))
    const shown = await pixelsOf(
      scale < 1 ? image.resize(part(width), part(height), { fit: 'fill' }) : image,
    )
    return { width, height, shown }
  })
