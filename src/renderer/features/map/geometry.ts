import type { GazetteerPlace } from '../../places/place.ts'
import { onScreen } from './camera.ts'
import type { Camera } from './camera.ts'
import { greatCircle, kilometreAt, pointAt, sheet } from './chart.ts'
import type { MapPoint } from './chart.ts'
import type { CountRange } from './counts.ts'
import type { Mapped, MapMark } from './mapped.ts'
import type { Tally } from './tally.ts'

const townSize = 5
/** An area is never drawn smaller than this: it would look like a spot. */
const leastArea = 11

/** How large a place is on the screen, in pixels from its middle. */
export const sizeOf = ({ level, radius, lng, lat }: GazetteerPlace, { zoom }: Camera): number =>
  level === 'town' ? townSize : Math.max(leastArea, radius * kilometreAt(lng, lat) * zoom)

/** Wider for more people, by tens and hundreds: the widest is still a line. */
export const widthOf = (people: number): number => Math.min(10, 1.5 + 1.7 * Math.log10(1 + people))

/** How wide the line of a route is for the least and for the most; `band` is 0 where these are one. */
export const lineOf = (
  span: CountRange | null,
): { readonly line: number; readonly band: number } => {
  if (span === null || (span.high === null && span.low === 0)) return { line: 1.5, band: 0 }
  const line = widthOf(span.low)
  // Without a most the band only says that there may be more.
  const band = span.high === null ? line + 5 : Math.max(widthOf(span.high), line + 3)
  return span.low === span.high ? { line, band: 0 } : { line, band }
}

/** How wide a route is drawn at most: the widest lie below the others. */
export const widest = ({ span, disputedSpan }: Tally): number => {
  const { line, band } = lineOf(span ?? disputedSpan)
  return Math.max(line, band)
}

/** Aside of the straight way, so that there and back are two lines. */
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
  /** Shows which way it goes; empty where there is no room. */
  readonly head: string
}

const precise = (value: number): number => Math.round(value * 10) / 10

const headOf = (tip: MapPoint, behind: MapPoint, size: number): string => {
  const angle = Math.atan2(tip[1] - behind[1], tip[0] - behind[0])
  const wing = (turn: number): string =>
    `${precise(tip[0] - size * Math.cos(angle + turn))} ${precise(tip[1] - size * Math.sin(angle + turn))}`
  return `M${precise(tip[0])} ${precise(tip[1])}L${wing(0.5)}L${wing(-0.5)}Z`
}

/** The way of a route on the screen; with `hasReturn` it keeps to its right. */
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

/** The corners of the sheet that everything shown lies between; the sheet itself where that is nothing. */
export const cornersOf = ({ places }: Mapped): readonly [MapPoint, MapPoint] => {
  if (places.length === 0) {
    return [
      [0, 0],
      [sheet.width, sheet.height],
    ]
  }
  const boxes = places.map(({ place }) => {
    const [x, y] = pointAt(place.lng, place.lat)
    // Of a large country only its middle: all of it would be half of the earth.
    const across = Math.min(Math.max(place.radius, leastAround), mostAround)
    const reach = across * kilometreAt(place.lng, place.lat)
    return [x - reach, y - reach, x + reach, y + reach] as const
  })
  return [
    [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1]))],
    [Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))],
  ]
}

/** The point of the sheet that a mark is brought into view by. */
export const middleOf = (mark: MapMark): MapPoint => {
  if (mark.kind === 'place') return pointAt(mark.place.lng, mark.place.lat)
  const ways = greatCircle(mark.from, mark.to)
  const [way = []] = ways
  return way[Math.floor(way.length / 2)] ?? pointAt(mark.to.lng, mark.to.lat)
}
