import { Failure } from '../shared/failure.ts'

/** Pixels on a canvas, all of them opaque. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
}

/**
 * A white picture. Where a file is transparent it stays white: transparent pixels may have
 * invisible colours that a copy would keep.
 *
 * @throws Failure 'too-big' if there is no memory for it: a canvas without memory draws nothing, and
 *   reports no error.
 */
export const createPicture = (width: number, height: number): Picture => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  // In memory, not on a graphics card.
  const context = canvas.getContext('2d', {
    alpha: false,
    colorSpace: 'srgb',
    willReadFrequently: true,
  })
  if (context === null) throw new Failure('too-big')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  const last = context.getImageData(width - 1, height - 1, 1, 1).data
  if (!last.every((value) => value === 255)) throw new Failure('too-big')
  return { width, height, canvas, context }
}

/** Red, green, blue and alpha of each pixel, row by row. */
export const pixelsOf = ({ context, width, height }: Picture): Uint8Array<ArrayBuffer> => {
  const { data } = context.getImageData(0, 0, width, height)
  return new Uint8Array(data.buffer, data.byteOffset, data.length)
}

/** Replaces all pixels. */
export const putPixels = (
  { context, width, height }: Picture,
  pixels: Uint8Array<ArrayBuffer>,
): void =>
  context.putImageData(
    new ImageData(
      new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length),
      width,
      height,
    ),
    0,
    0,
  )

/** Releases its memory; it cannot be used afterwards. */
export const releasePicture = ({ canvas }: Picture): void => {
  canvas.width = 0
  canvas.height = 0
}
