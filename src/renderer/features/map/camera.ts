import { sheet } from './chart.ts'
import type { MapPoint } from './chart.ts'

/**
 * Position of the sheet on the screen: scaled by `zoom`, with its upper left corner at `x` and `y`.
 */
export type Camera = {
  readonly x: number
  readonly y: number
  readonly zoom: number
}
export type CanvasSize = {
  readonly width: number
  readonly height: number
}

// At a higher zoom the outlines would look more exact than they are.
const closest = 160
const room = 0.78

export const onScreen = ({ x, y, zoom }: Camera, [left, top]: MapPoint): MapPoint => [
  left * zoom + x,
  top * zoom + y,
]

const between = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value))

/** The smallest zoom: the whole earth, as large as it fits. */
export const furthest = ({ width, height }: CanvasSize): number =>
  Math.max(0.2, Math.min(width / sheet.width, height / sheet.height))

/** Keeps the centre of the screen on the sheet. */
const held = ({ x, y, zoom }: Camera, { width, height }: CanvasSize): Camera => ({
  x: between(x, width / 2 - sheet.width * zoom, width / 2),
  y: between(y, height / 2 - sheet.height * zoom, height / 2),
  zoom,
})

export const moved = (camera: Camera, size: CanvasSize, dx: number, dy: number): Camera =>
  held({ ...camera, x: camera.x + dx, y: camera.y + dy }, size)

/** Zooms around a point of the screen, which keeps its position. */
export const zoomed = (
  camera: Camera,
  size: CanvasSize,
  times: number,
  [left, top]: MapPoint,
): Camera => {
  const zoom = between(camera.zoom * times, furthest(size), closest)
  const grown = zoom / camera.zoom
  return held(
    { x: left - (left - camera.x) * grown, y: top - (top - camera.y) * grown, zoom },
    size,
  )
}

/** The highest zoom at which everything between two corners of the sheet is visible. */
export const fitted = (
  [[left, top], [right, bottom]]: readonly [MapPoint, MapPoint],
  size: CanvasSize,
): Camera => {
  const zoom = between(
    Math.min(size.width / Math.max(right - left, 1), size.height / Math.max(bottom - top, 1)) *
      room,
    furthest(size),
    closest / 2,
  )
  return held(
    {
      x: size.width / 2 - ((left + right) / 2) * zoom,
      y: size.height / 2 - ((top + bottom) / 2) * zoom,
      zoom,
    },
    size,
  )
}

/**
 * Moves the camera to a point outside the view; returns the same camera if the point is visible.
 */
export const broughtIn = (camera: Camera, size: CanvasSize, point: MapPoint): Camera => {
  const [x, y] = onScreen(camera, point)
  const edge = 24
  const isSeen = x > edge && y > edge && x < size.width - edge && y < size.height - edge
  return isSeen ? camera : moved(camera, size, size.width / 2 - x, size.height / 2 - y)
}
