import { geoEqualEarth, geoInterpolate, geoPath } from 'd3-geo'
import type { GeoPermissibleObjects } from 'd3-geo'

/** A point on the sheet of the map, or on the screen. */
export type MapPoint = readonly [x: number, y: number]

/** Size of the sheet at zoom 1. */
export const sheet = { width: 1000, height: 487 } as const

// Equal-area, and cut in the Atlantic, so that East Asia is in the middle.
const projection = geoEqualEarth()
  .rotate([-150, 0])
  .fitExtent(
    [
      [0, 0],
      [sheet.width, sheet.height],
    ],
    { type: 'Sphere' },
  )
const path = geoPath(projection).digits(4)

/** A shape as the `d` of an SVG path. */
export const outline = (shape: GeoPermissibleObjects): string => path(shape) ?? ''

export const pointAt = (lng: number, lat: number): MapPoint => projection([lng, lat]) ?? [0, 0]

const half = 0.5
const kilometresOfHalf = 55.6

/** Length of a vertical kilometre on the sheet near a position. */
export const kilometreAt = (lng: number, lat: number): number => {
  const [, here] = pointAt(lng, lat)
  const [, there] = pointAt(lng, lat > 0 ? lat - half : lat + half)
  return Math.abs(here - there) / kilometresOfHalf
}

type Spot = {
  readonly lng: number
  readonly lat: number
}

const steps = 48

type DrawStep = readonly (readonly MapPoint[])[]

const worked = (from: Spot, to: Spot): DrawStep => {
  const at = geoInterpolate([from.lng, from.lat], [to.lng, to.lat])
  const pieces: MapPoint[][] = [[]]
  let before: MapPoint | null = null
  for (let step = 0; step <= steps; step += 1) {
    const [lng, lat] = at(step / steps)
    const point = pointAt(lng, lat)
    if (before !== null && Math.abs(point[0] - before[0]) > sheet.width / 2) pieces.push([])
    pieces.at(-1)?.push(point)
    before = point
  }
  return pieces
}

/** Cached, because paths on the sheet do not depend on the camera. */
const known = new WeakMap<Spot, WeakMap<Spot, DrawStep>>()

/**
 * The shortest path over the earth, in pieces: a path that leaves the sheet re-enters on the other
 * side.
 */
export const greatCircle = (from: Spot, to: Spot): DrawStep => {
  const ways = known.get(from) ?? new WeakMap<Spot, DrawStep>()
  const way = ways.get(to) ?? worked(from, to)
  known.set(from, ways.set(to, way))
  return way
}
