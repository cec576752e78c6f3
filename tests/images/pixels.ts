import { decode, encode } from 'jpeg-js'
import { readPng } from './png.ts'

/** Red, green and blue of each pixel, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgb: Buffer }

/** Pixels by their place. */
export const pixelsBy = (
  width: number,
  height: number,
  colour: (x: number, y: number) => ArrayLike<number>,
): Pixels => {
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rgb.set(colour(x, y), (y * width + x) * 3)
  return { width, height, rgb }
}

/** Four colours, one in each quarter, so that every turn and every flip looks different. */
export const quarters = (width = 96, height = 64): Pixels => {
  const colours = [
    [220, 30, 30],
    [30, 200, 40],
    [40, 60, 220],
    [240, 240, 60],
  ]
  return pixelsBy(
    width,
    height,
    (x, y) => colours[(y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)] ?? [],
  )
}

/** One colour everywhere. */
export const plain = (width: number, height: number, colour: readonly number[]): Pixels =>
  pixelsBy(width, height, () => colour)

/** A part of a picture. */
export const cropped = (
  { width: across, rgb }: Pixels,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): Pixels =>
  pixelsBy(width, height, (x, y) => {
    const at = ((top + y) * across + left + x) * 3
    return rgb.subarray(at, at + 3)
  })

/** Mirrored at the diagonal from the upper left: rows become columns. */
export const transposed = (of: Pixels): Pixels =>
  pixelsBy(of.height, of.width, (x, y) => cropped(of, { left: y, top: x, width: 1, height: 1 }).rgb)

/** Left and right exchanged. */
export const flopped = (of: Pixels): Pixels =>
  pixelsBy(
    of.width,
    of.height,
    (x, y) => cropped(of, { left: of.width - 1 - x, top: y, width: 1, height: 1 }).rgb,
  )

/** Upside down, as in a mirror. */
export const flipped = (of: Pixels): Pixels => transposed(flopped(transposed(of)))

/** How pixels are stored that should be seen like this, for each way to hold a camera: 1 to 8. */
export const storedAs = (seen: Pixels, orientation: number): Pixels => {
  const stored: readonly ((of: Pixels) => Pixels)[] = [
    (of) => of,
    flopped,
    (of) => flopped(flipped(of)),
    flipped,
    transposed,
    (of) => transposed(flopped(of)),
    (of) => flopped(flipped(transposed(of))),
    (of) => transposed(flipped(of)),
  ]
  return (stored[orientation - 1] ?? ((of) => of))(seen)
}

/** A JPEG of these pixels, its colours at full resolution. */
export const jpegOf = ({ width, height, rgb }: Pixels, quality = 92): Buffer => {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let pixel = 0; pixel < width * height; pixel += 1)
    data.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4)
  return encode({ data, width, height }, quality).data
}

/** The pixels of a JPEG or PNG as the app writes it, by other decoders than the app's. */
export const readPicture = (image: Uint8Array): Pixels => {
  if (image[0] === 0x89) return readPng(image)
  const { width, height, data } = decode(image, { useTArray: true, formatAsRGBA: false })
  return { width, height, rgb: Buffer.from(data) }
}

/** Red, green and blue of every pixel. */
export const rgb = (image: Uint8Array): Buffer => readPicture(image).rgb

/** The largest difference of one channel of one pixel. */
export const difference = (a: Uint8Array, b: Uint8Array): number =>
  a.length === b.length
    ? a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? 0))), 0)
    : 255
