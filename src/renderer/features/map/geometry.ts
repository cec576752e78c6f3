import type { GazetteerPlace } from '../../places/place.ts'
import { onScreen } from './camera.ts'
import type { Camera } from './camera.ts'
import { greatCircle, kilometreAt, pointAt, sheet } from './chart.ts'
import type { MapPoint } from './chart.ts'
import type { CountRange } from './counts.ts'
import type { MapMark, MappedPlace } from './mapped.ts'
import type { Tally } from './tally.ts'

const townSize = 5
/** Smallest radius of an area: smaller ones look like a town. */
const leastArea = 11

/** Radius of a place on the screen, in pixels. */
export const sizeOf = ({ level, radius, lng, lat }: GazetteerPlace, { zoom }: Camera): number =>
  level === 'town' ? townSize : Math.max(leastArea, radius * kilometreAt(lng, lat) * zoom)

/** Line width grows with the logarithm of the number of people, up to a limit. */
export const widthOf = (people: number): number => Math.min(10, 1.5 + 1.7 * Math.log10(1 + people))

/** Line width of a route for its lowest and highest number; `band` is 0 if they are equal. */
export const lineOf = (
  span: CountRange | null,
): { readonly line: number; readonly band: number } => {
  if (span === null || (span.high === null && span.low === 0)) return { line: 1.5, band: 0 }
  const line = widthOf(span.low)
  // Without an upper bound the band only shows that there may be more.
  const band = span.high === null ? line + 5 : Math.max(widthOf(span.high), line + 3)
  return span.low === span.high ? { line, band: 0 } : { line, band }
}

/** Maximum width of a route: wider routes are drawn below the others. */
export const widest = ({ span, disputedSpan }: Tally): number => {
  const { line, band } = lineOf(span ?? disputedSpan)
  return Math.max(line, band)
}

/** Offsets a route sideways, so that both directions are separate lines. */
const aside = ([first, ...rest]: readonly MapPoint[], by: number): MapPoint[] => {
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return []
  const [dx, dy] = [last[0] - first[0], last[1] - first[1]]
  const length = Math.hypot(dx, dy) || 1
  const [x, y] = [(-dy / length) * by, (dx / length) * by]
  return [first, ...rest].map(([left, top]): MapPoint => [left + x, top + y])
}

export type Arc = {
  /** The `d` of an SVG path. */
  readonly path: string
  /** Arrow head for the direction; empty if there is no room. */
  readonly head: string
}

const precise = (value: number): number => Math.round(value * 10) / 10

const headOf = (tip: MapPoint, behind: MapPoint, size: number): string => {
  const angle = Math.atan2(tip[1] - behind[1], tip[0] - behind[0])
  const wing = (turn: number): string =>
    `${precise(tip[0] - size * Math.cos(angle + turn))} ${precise(tip[1] - size * Math.sin(angle + turn))}`
  return `M${precise(tip[0])} ${precise(tip[1])}L${wing(0.5)}L${wing(-0.5)}Z`
}

/** Path of a route on the screen; with `hasReturn` it is offset to its right. */
export const arcOf = (
  from: GazetteerPlace,
  to: GazetteerPlace,
  camera: Camera,
  hasReturn: boolean,
  width: number,
): Arc => {
  const pieces = greatCircle(from, to).map((piece) =>
    aside(
      piece.map((point) => onScreen(camera, point)),
      hasReturn ? width / 2 + 3 : 0,
    ),
  )
  const path = pieces
    .map((piece) =>
      piece.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${precise(x)} ${precise(y)}`).join(''),
    )
    .join('')
  const last = pieces.at(-1) ?? []
  const middle = last[Math.floor(last.length * 0.6)]
  const before = last[Math.floor(last.length * 0.6) - 1]
  const [start, end] = [last[0], last.at(-1)]
  const size = width + 7
  const hasRoom =
    start !== undefined &&
    end !== undefined &&
    Math.hypot(end[0] - start[0], end[1] - start[1]) > size * 2.5
  return {
    path,
    head:
      hasRoom && middle !== undefined && before !== undefined ? headOf(middle, before, size) : '',
  }
}

const leastAround = 25
const mostAround = 420

/** Bounding box of places on the sheet; the whole sheet if there are none. */
export const cornersOf = (places: readonly MappedPlace[]): readonly [MapPoint, MapPoint] => {
  if (places.length === 0) {
    return [
      [0, 0],
      [sheet.width, sheet.height],
    ]
  }
  const boxes = places.map(({ place }) => {
    const [x, y] = pointAt(place.lng, place.lat)
    // A large country is clamped to a part around its centre: its whole extent would be half the
    // earth.
    const across = Math.min(Math.max(place.radius, leastAround), mostAround)
    const reach = across * kilometreAt(place.lng, place.lat)
    return [x - reach, y - reach, x + reach, y + reach] as const
  })
  return [
    [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1]))],
    [Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))],
  ]
}

/** The point of a mark that is brought into view. */
export const middleOf = (mark: MapMark): MapPoint => {
  if (mark.kind === 'place') return pointAt(mark.place.lng, mark.place.lat)
  const ways = greatCircle(mark.from, mark.to)
  const [way = []] = ways
  return way[Math.floor(way.length / 2)] ?? pointAt(mark.to.lng, mark.to.lat)
}
