/** Width and height, of a frame in CSS pixels or of a picture in its own. */
export type PictureSize = {
  readonly width: number
  readonly height: number
}

export type PicturePoint = {
  readonly x: number
  readonly y: number
}

/**
 * Scale and position of a picture in its frame: CSS pixels per picture pixel, and its upper left
 * corner.
 */
export type Viewport = {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Largest size of a picture pixel, in CSS pixels. */
const scaleMax = 16

/** The whole picture, centred, at no more than 100 %. `whole` is the scale of 100 %. */
export const fitted = (picture: PictureSize, frame: PictureSize, whole = 1): Viewport => {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height, whole)
  return settled({ scale, x: 0, y: 0 }, picture, frame)
}

/** Along one axis: centred if there is space, otherwise without a gap at either end. */
const along = (at: number, length: number, room: number): number =>
  length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, at))

const settled = (at: Viewport, picture: PictureSize, frame: PictureSize): Viewport => ({
  scale: at.scale,
  x: along(at.x, picture.width * at.scale, frame.width),
  y: along(at.y, picture.height * at.scale, frame.height),
})

/** Moves the picture by CSS pixels, within its edges. */
export const panned = (
  at: Viewport,
  picture: PictureSize,
  frame: PictureSize,
  by: PicturePoint,
): Viewport => settled({ scale: at.scale, x: at.x + by.x, y: at.y + by.y }, picture, frame)

/** Moves the picture just enough to show a part with a margin. */
export const revealed = (
  at: Viewport,
  picture: PictureSize,
  frame: PictureSize,
  part: { readonly left: number; readonly top: number } & PictureSize,
): Viewport => {
  const margin = 24
  const shift = (start: number, length: number, room: number): number => {
    if (start < margin) return margin - start
    return start + length > room - margin ? Math.max(room - margin - length, margin) - start : 0
  }
  return panned(at, picture, frame, {
    x: shift(at.x + part.left * at.scale, part.width * at.scale, frame.width),
    y: shift(at.y + part.top * at.scale, part.height * at.scale, frame.height),
  })
}

/** Changes the scale and keeps the point under a point of the frame. */
export const scaledTo = (
  at: Viewport,
  picture: PictureSize,
  frame: PictureSize,
  wanted: number,
  still: PicturePoint = { x: frame.width / 2, y: frame.height / 2 },
): Viewport => {
  const least = Math.min(fitted(picture, frame).scale, 1) / 2
  const scale = Math.min(scaleMax, Math.max(least, wanted))
  const held = toPicture(at, still)
  return settled(
    { scale, x: still.x - held.x * scale, y: still.y - held.y * scale },
    picture,
    frame,
  )
}

/** The picture point under a point of the frame, in picture pixels. */
export const toPicture = ({ scale, x, y }: Viewport, point: PicturePoint): PicturePoint => ({
  x: (point.x - x) / scale,
  y: (point.y - y) / scale,
})
