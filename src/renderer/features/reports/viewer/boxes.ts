import type { RedactionBox } from '../../../../shared/attachments.ts'
import type { PicturePoint, PictureSize } from './viewport.ts'

/** A drawn box, in pixels of the picture. */
export type Box = {
  readonly id: number
} & RedactionBox

/** Limit on boxes per picture in the vault process. */
export const boxesMax = 100

const within = (at: number, low: number, high: number): number => Math.min(high, Math.max(low, at))

/** The box between two points in any direction: whole pixels, inside the picture. */
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

/** Moves a box within the picture; it keeps its size. */
export const moved = <B extends RedactionBox>(
  box: B,
  by: PicturePoint,
  picture: PictureSize,
): B => ({
  ...box,
  left: within(Math.round(box.left + by.x), 0, picture.width - box.width),
  top: within(Math.round(box.top + by.y), 0, picture.height - box.height),
})

/** Resizes a box at its right and lower edge, within the picture. */
export const resized = <B extends RedactionBox>(
  box: B,
  by: PicturePoint,
  picture: PictureSize,
): B => ({
  ...box,
  width: within(Math.round(box.width + by.x), 1, picture.width - box.left),
  height: within(Math.round(box.height + by.y), 1, picture.height - box.top),
})

/** JPEG is redacted in whole blocks, as in src/image/burn-boxes.ts. */
export const blockOf = (mediaType: string): number => (mediaType === 'image/jpeg' ? 16 : 1)

/** The area that becomes black: the box, grown outwards to whole blocks within the picture. */
export const grown = <B extends RedactionBox>(box: B, block: number, picture: PictureSize): B => {
  const left = Math.floor(box.left / block) * block
  const top = Math.floor(box.top / block) * block
  const right = Math.min(picture.width, Math.ceil((box.left + box.width) / block) * block)
  const bottom = Math.min(picture.height, Math.ceil((box.top + box.height) / block) * block)
  return { ...box, left, top, width: right - left, height: bottom - top }
}
