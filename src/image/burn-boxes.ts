import type { RedactionBox } from '../shared/attachments.ts'
import { Failure } from '../shared/failure.ts'
import type { CleanedImage } from '../shared/image-messages.ts'
import type { Picture } from './picture.ts'

/**
 * JPEG stores blocks, of 8 by 8 pixels or of 16 by 16 where colours are halved. Every pixel of a
 * block influences all others in it: a box that ended inside a block would leave traces of the
 * hidden pixels around it, and its own edge would not be quite black.
 */
const blocks: Readonly<Record<CleanedImage['format'], number>> = { jpeg: 16, png: 1 }

/** The box, extended outwards to whole blocks, within the picture. */
const grown = (
  { left, top, width, height }: RedactionBox,
  block: number,
  of: Picture,
): RedactionBox => {
  const before = (at: number): number => Math.floor(at / block) * block
  const after = (at: number, most: number): number => Math.min(most, Math.ceil(at / block) * block)
  return {
    left: before(left),
    top: before(top),
    width: after(left + width, of.width) - before(left),
    height: after(top + height, of.height) - before(top),
  }
}

const isInside = ({ left, top, width, height }: RedactionBox, of: Picture): boolean =>
  left + width <= of.width && top + height <= of.height

/**
 * Makes pixels under boxes black: for a JPEG under every block that a box touches.
 *
 * @throws Failure 'invalid' for a box that exceeds the picture.
 */
export const burnBoxes = (
  picture: Picture,
  boxes: readonly RedactionBox[],
  format: CleanedImage['format'],
): void => {
  if (!boxes.every((box) => isInside(box, picture))) throw new Failure('invalid')
  picture.context.fillStyle = '#000000'
  for (const box of boxes) {
    const { left, top, width, height } = grown(box, blocks[format], picture)
    picture.context.fillRect(left, top, width, height)
  }
}
