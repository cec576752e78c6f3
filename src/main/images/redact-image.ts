import type { RedactionBox } from '../../shared/attachments.ts'
import { Failure } from '../../shared/failure.ts'
import { measureImage } from './clean-image.ts'
import { decode, fromPixels } from './decoder.ts'
import type { RawPixels } from './decoder.ts'
import type { CleanedImage } from './messages.ts'
import { plain, reading } from './reading.ts'
import { writeBare } from './write-bare.ts'

/**
 * JPEG stores blocks, of 8 by 8 pixels or of 16 by 16 where colours are halved. Every pixel of a
 * block influences all others in it: a box that ended inside a block would leave traces of the
 * hidden pixels around it, and its own edge would not be quite black.
 */
const jpegBlock = 16

type Edges = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

/** The box, extended outwards to whole blocks, within the picture. */
const grown = ({ left, top, width, height }: RedactionBox, block: number, of: RawPixels): Edges => {
  const after = (at: number, most: number): number => Math.min(most, Math.ceil(at / block) * block)
  const before = (at: number): number => Math.floor(at / block) * block
  return {
    x0: before(left),
    y0: before(top),
    x1: after(left + width, of.width),
    y1: after(top + height, of.height),
  }
}

const isInside = ({ left, top, width, height }: RedactionBox, of: RawPixels): boolean =>
  left + width <= of.width && top + height <= of.height

const blacken = ({ data, width, channels }: RawPixels, { x0, y0, x1, y1 }: Edges): void => {
  for (let y = y0; y < y1; y += 1) {
    data.fill(0, (y * width + x0) * channels, (y * width + x1) * channels)
  }
}

/**
 * Re-encodes a JPEG or a PNG with black pixels under boxes: in a JPEG under every block that a box
 * touches.
 *
 * @throws Failure 'invalid' for a box that exceeds the picture, 'not-cleanable' for any other
 * format, 'broken-image', 'too-big'.
 */
export const redactImage = (
  bytes: Uint8Array,
  boxes: readonly RedactionBox[],
): Promise<CleanedImage> =>
  reading(async () => {
    const { format } = await measureImage(bytes)
    if (format !== 'jpeg' && format !== 'png') throw new Failure('not-cleanable')
    const { data, info } = await plain(decode(bytes)).raw().toBuffer({ resolveWithObject: true })
    const pixels: RawPixels = {
      data,
      width: info.width,
      height: info.height,
      channels: info.channels,
    }
    if (!boxes.every((box) => isInside(box, pixels))) throw new Failure('invalid')
    for (const box of boxes) blacken(pixels, grown(box, format === 'jpeg' ? jpegBlock : 1, pixels))
    return { ...(await writeBare(fromPixels(pixels), format)), frames: 1 }
  })
