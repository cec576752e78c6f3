import type { Preview, View } from '../shared/attachments.ts'
import { limits } from '../shared/limits.ts'
import { createPicture, pixelsOf, releasePicture } from './picture.ts'
import type { Picture } from './picture.ts'

/** The picture's pixels at another size. */
const pixelsAt = (picture: Picture, width: number, height: number): Preview => {
  if (width === picture.width && height === picture.height)
    return { width, height, pixels: pixelsOf(picture) }
  const scaled = createPicture(width, height)
  scaled.context.imageSmoothingQuality = 'high'
  scaled.context.drawImage(picture.canvas, 0, 0, width, height)
  const pixels = pixelsOf(scaled)
  releasePicture(scaled)
  return { width, height, pixels }
}

/** A small picture. */
export const previewOf = (picture: Picture): Preview => {
  const scale = Math.min(1, limits.previewSide / Math.max(picture.width, picture.height))
  const part = (side: number): number => Math.max(1, Math.round(side * scale))
  return pixelsAt(picture, part(picture.width), part(picture.height))
}

/** The picture's pixels, scaled down to the window's limit if there are more. */
export const viewOf = (picture: Picture): View => {
  const { width, height } = picture
  const scale = Math.min(
    1,
    limits.viewSide / Math.max(width, height),
    Math.sqrt(limits.viewPixels / (width * height)),
  )
  const part = (side: number): number => Math.max(1, Math.floor(side * scale))
  return { width, height, shown: pixelsAt(picture, part(width), part(height)) }
}
