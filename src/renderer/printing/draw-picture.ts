import type { PictureCut, PictureShape, SavedPicture } from '../../shared/picture.ts'

/** Pixels of the file to one of the window: it is printed, or looked at closely. */
const finer = 2

type DrawnCut = PictureCut | undefined

/** A colour that fades at the sides of its cut. */
const faded = (context: CanvasRenderingContext2D, colour: string, cut: DrawnCut) => {
  if (cut === undefined || cut.width === 0 || (cut.fadeIn === 0 && cut.fadeOut === 0)) return colour
  const { x, width, fadeIn, fadeOut } = cut
  const gradient = context.createLinearGradient(x, 0, x + width, 0)
  const stop = (at: number, isSeen: boolean): void =>
    gradient.addColorStop(
      Math.min(1, Math.max(0, at / width)),
      isSeen ? colour : `${colour.slice(0, 7)}00`,
    )
  stop(0, fadeIn === 0)
  stop(fadeIn, true)
  stop(width - fadeOut, true)
  stop(width, fadeOut === 0)
  return gradient
}

const hatched = (
  context: CanvasRenderingContext2D,
  { x, y, width, height, fill }: Extract<PictureShape, { as: 'box' }>,
): void => {
  context.clip()
  context.strokeStyle = fill ?? 'transparent'
  context.lineWidth = stripeWidth
  context.beginPath()
  for (let at = x - height; at < x + width + height; at += stripeEvery) {
    context.moveTo(at, y + height)
    context.lineTo(at + height, y)
  }
  context.stroke()
}
/** As in the timeline's own stripes. */
const stripeWidth = 2.5
const stripeEvery = 6 * Math.SQRT2

const pathOf = ({ d, matrix }: Extract<PictureShape, { as: 'path' }>): Path2D => {
  const placed = new Path2D()
  placed.addPath(new Path2D(d), new DOMMatrix([...matrix]))
  return placed
}

const drawOn = (context: CanvasRenderingContext2D, shape: PictureShape, cut: DrawnCut): void => {
  if (shape.as === 'box') {
    const { x, y, width, height, radius, fill, hatch, stroke, strokeWidth } = shape
    context.beginPath()
    context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2))
    context.fillStyle = faded(context, hatch ?? fill ?? '#00000000', cut)
    context.fill()
    if (stroke !== null) {
      context.strokeStyle = faded(context, stroke, cut)
      context.lineWidth = strokeWidth
      context.stroke()
    }
    if (hatch !== null) hatched(context, shape)
  } else if (shape.as === 'path') {
    const path = pathOf(shape)
    context.lineWidth = shape.strokeWidth
    context.lineCap = shape.isRound ? 'round' : 'butt'
    context.setLineDash([...shape.dash])
    context.fillStyle = shape.fill ?? 'transparent'
    context.strokeStyle = shape.stroke ?? 'transparent'
    context.fill(path)
    if (shape.stroke !== null) context.stroke(path)
  } else {
    const { words, x, y, width, size, weight, fill } = shape
    context.font = `${String(weight)} ${String(size)}px ${getComputedStyle(document.body).fontFamily}`
    context.fillStyle = fill ?? 'transparent'
    context.fillText(words, x, y, width + 1)
  }
}

/**
 * A picture as a PNG, twice as fine as the window.
 *
 * @throws Error where the browser cannot make one of this size.
 */
export const pngOf = async ({
  width,
  height,
  background,
  cuts,
  shapes,
}: SavedPicture): Promise<Uint8Array<ArrayBuffer>> => {
  const canvas = document.createElement('canvas')
  canvas.width = width * finer
  canvas.height = height * finer
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.scale(finer, finer)
  context.fillStyle = background
  context.fillRect(0, 0, width, height)
  for (const shape of shapes) {
    context.save()
    const cut = shape.cut === null ? undefined : cuts[shape.cut]
    if (cut !== undefined) {
      context.beginPath()
      context.rect(cut.x, cut.y, cut.width, cut.height)
      context.clip()
    }
    drawOn(context, shape, cut)
    context.restore()
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
