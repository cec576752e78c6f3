import { geoEqualEarth, geoInterpolate, geoPath } from 'd3-geo'
import type { GeoPermissibleObjects } from 'd3-geo'

/** A point on the sheet that the earth is drawn on, or on the screen. */
export type MapPoint = readonly [x: number, y: number]

/** The sheet is this wide before anything is enlarged. */
export const sheet = { width: 1000, height: 487 } as const

// Areas keep their sizes, and the cut runs through the Atlantic: East Asia is in the middle.
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

/** How long a kilometre is on the sheet, up and down, near a place. */
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

/** Ways lie where they are on the sheet, from wherever it is looked at. */
const known = new WeakMap<Spot, WeakMap<Spot, DrawStep>>()

/** The shortest way over the earth, in pieces: one that leaves the sheet comes in on the other side. */
export const greatCircle = (from: Spot, to: Spot): DrawStep => {
  const ways = known.get(from) ?? new WeakMap<Spot, DrawStep>()
  const way = ways.get(to) ?? worked(from, to)
  known.set(from, ways.set(to, way))
  return way
}
