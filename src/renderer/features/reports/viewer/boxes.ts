import type { RedactionBox } from '../../../../shared/attachments.ts'
import type { PicturePoint, PictureSize } from './viewport.ts'

/** A box that a person drew, in pixels of the picture. */
export type Box = {
  readonly id: number
} & RedactionBox

/** Boxes on one picture; the vault takes no more. */
export const boxesMax = 100

const within = (at: number, low: number, high: number): number => Math.min(high, Math.max(low, at))

/** The box between two points, whichever way it was drawn: whole pixels, inside of the picture. */
export const between = (
  a: PicturePoint,
  b: PicturePoint,
  { width, height }: PictureSize,
): RedactionBox => {
  const left = within(Math.floor(Math.min(a.x, b.x)), 0, width - 1)
  const top = within(Math.floor(Math.min(a.y, b.y)), 0, height - 1)
  return {
    left,
    top,
    width: within(Math.ceil(Math.max(a.x, b.x)), left + 1, width) - left,
    height: within(Math.ceil(Math.max(a.y, b.y)), top + 1, height) - top,
  }
}

/** Moved as far as the picture goes; it keeps its size. */
export const moved = <B extends RedactionBox>(
  box: B,
  by: PicturePoint,
  picture: PictureSize,
): B => ({
  ...box,
  left: within(Math.round(box.left + by.x), 0, picture.width - box.width),
  top: within(Math.round(box.top + by.y), 0, picture.height - box.height),
})

/** Made wider or higher at its right and lower edge, as far as the picture goes. */
export const resized = <B extends RedactionBox>(
  box: B,
  by: PicturePoint,
  picture: PictureSize,
): B => ({
  ...box,
  width: within(Math.round(box.width + by.x), 1, picture.width - box.left),
  height: within(Math.round(box.height + by.y), 1, picture.height - box.top),
})

/** A JPEG is black in whole blocks only, as src/main/images/redact-image.ts has it. */
export const blockOf = (mediaType: string): number => (mediaType === 'image/jpeg' ? 16 : 1)

/** What becomes black: the box, grown outwards to whole blocks as far as the picture goes. */
export const grown = <B extends RedactionBox>(box: B, block: number, picture: PictureSize): B => {
  const left = Math.floor(box.left / block) * block
  const top = Math.floor(box.top / block) * block
  const right = Math.min(picture.width, Math.ceil((box.left + box.width) / block) * block)
  const bottom = Math.min(picture.height, Math.ceil((box.top + box.height) / block) * block)
  return { ...box, left, top, width: right - left, height: bottom - top }
}
