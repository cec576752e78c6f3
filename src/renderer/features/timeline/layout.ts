import type { Sliced } from '../../data/time-slice.ts'
import { sorting } from '../../data/sorting.ts'
import type { DayRange } from './days.ts'
import { undatedKey } from './groups.ts'
import type { TimelineGroup } from './groups.ts'
import type { TimelineItem } from './items.ts'
import { packing } from './lanes.ts'
import type { LaneStretch } from './lanes.ts'
import { endsOf } from './time-span.ts'
import type { SpanEnd, TimeSpan } from './time-span.ts'

export const laneHeight = 40
const headingHeight = 34
const groupGap = 8
const markGap = 14
const widestLabel = 250
/** At the end of the plot, where a label can grow only towards the start. */
const widestAtEnd = 520
const narrowestBar = 6
/** A shorter fade is not visible as a soft end. */
const shortestFade = 10
const longestFade = 72

/** A bar in pixels; `fades` are the lengths of its soft start and end. */
export type Bar = {
  readonly left: number
  readonly width: number
  readonly fades: readonly [number, number]
  /** `cut`: continues outside the visible range. */
  readonly ends: readonly [SpanEnd | 'cut', SpanEnd | 'cut']
}

/** A claim at its position. A claim in two groups is drawn twice. */
export type TimelineMark = {
  readonly key: string
  /** Its position in the group, from 1. */
  readonly position: number
  readonly item: TimelineItem
  /** Null for a claim without a date. */
  readonly bar: Bar | null
  readonly label: LaneStretch
  readonly lane: number
}

export type PlacedGroup = {
  readonly group: TimelineGroup
  readonly top: number
  readonly height: number
  /** Distance from the top of the group to its first lane. */
  readonly headed: number
  /** In the order of the group's items. */
  readonly marks: readonly TimelineMark[]
  /** The same marks by lane. */
  readonly lanes: readonly (readonly TimelineMark[])[]
}

/** An overestimate; longer labels are cut with an ellipsis. */
const widthOf = (words: string): number => {
  let width = 0
  for (const letter of words) width += (letter.codePointAt(0) ?? 0) < 0x11_00 ? 7.2 : 13.5
  return width
}

const barOf = (span: TimeSpan, range: DayRange, width: number): Bar => {
  const at = (day: number): number =>
    Math.min(Math.max(((day - range.from) / (range.to - range.from)) * width, 0), width)
  const [begins, ends] = endsOf(span)
  let [left, right] = [at(span.reach.from), at(span.reach.to)]
  if (right - left < narrowestBar) left = Math.min(left, width - narrowestBar)
  right = Math.max(right, left + narrowestBar)
  const half = (right - left) / 2
  const fade = (end: SpanEnd, length: number): number => {
    if (end === 'sharp') return 0
    const wanted = end === 'open' ? longestFade : Math.max(length, shortestFade)
    return Math.min(wanted, half)
  }
  const isCut = [span.reach.from < range.from, span.reach.to > range.to] as const
  return {
    left,
    width: right - left,
    fades: [fade(begins, at(span.said.from) - left), fade(ends, right - at(span.said.to))],
    ends: [
      begins === 'sharp' && isCut[0] ? 'cut' : begins,
      ends === 'sharp' && isCut[1] ? 'cut' : ends,
    ],
  }
}

const measured = new WeakMap<TimelineItem, number>()

/** Preferred width of a claim's label, cached: the layout runs on every brush move. */
const wordsWidth = (item: TimelineItem): number => {
  const known = measured.get(item)
  if (known !== undefined) return known
  const width = widthOf(item.claim.content.statement) + (item.isContested ? 26 : 6)
  measured.set(item, width)
  return width
}

/** Space for the label of a claim, at the start of its bar or as near as the width allows. */
const labelOf = (item: TimelineItem, bar: Bar, width: number): LaneStretch => {
  const wanted = wordsWidth(item)
  const isAtEnd = bar.left + wanted > width
  const room = Math.max(isAtEnd ? widestAtEnd : widestLabel, bar.width)
  const length = Math.min(wanted, room, width)
  const left = Math.min(bar.left, width - length)
  return { left, right: left + length }
}

/** Widens truncated labels into the free space after them. */
const widening = function* (
  marks: readonly TimelineMark[],
  width: number,
): Sliced<readonly TimelineMark[]> {
  const wide = [...marks]
  const fromTheEnd = yield* sorting(
    marks.map((_, at) => at),
    (a, b) => (marks[b]?.label.left ?? 0) - (marks[a]?.label.left ?? 0),
  )
  const next = new Map<number, number>()
  for (const at of fromTheEnd) {
    const mark = marks[at]
    if (mark === undefined) continue
    yield
    const { left, right } = mark.label
    const free = (next.get(mark.lane) ?? width + markGap) - markGap
    next.set(mark.lane, left)
    const end = Math.max(right, Math.min(left + wordsWidth(mark.item), free))
    if (end > right) wide[at] = { ...mark, label: { left, right: end } }
  }
  return wide
}

const dated = function* (
  group: TimelineGroup,
  range: DayRange,
  width: number,
): Sliced<readonly TimelineMark[]> {
  const places: (Pick<TimelineMark, 'item' | 'label'> & {
    readonly bar: Bar
    readonly taken: LaneStretch
  })[] = []
  for (const item of group.items) {
    if (item.span === null) continue
    yield
    const bar = barOf(item.span, range, width)
    const label = labelOf(item, bar, width)
    const taken = {
      left: Math.min(label.left, bar.left),
      right: Math.max(label.right, bar.left + bar.width) + markGap,
    }
    places.push({ item, bar, label, taken })
  }
  const { lanes } = yield* packing(places.map(({ taken }) => taken))
  const marks = places.map(({ item, bar, label }, at) => ({
    key: `${group.key} ${item.claim.id}`,
    position: at + 1,
    item,
    bar,
    label,
    lane: lanes[at] ?? 0,
  }))
  return yield* widening(marks, width)
}

/** Undated claims are placed in columns. */
const undated = function* (group: TimelineGroup, width: number): Sliced<readonly TimelineMark[]> {
  const columns = Math.max(1, Math.floor(width / (widestLabel + markGap)))
  const column = width / columns
  const marks: TimelineMark[] = []
  for (const [at, item] of group.items.entries()) {
    yield
    const left = (at % columns) * column
    marks.push({
      key: `${group.key} ${item.claim.id}`,
      position: at + 1,
      item,
      bar: null,
      label: { left, right: left + column - markGap },
      lane: Math.floor(at / columns),
    })
  }
  return marks
}

const inLanes = function* (
  marks: readonly TimelineMark[],
): Sliced<readonly (readonly TimelineMark[])[]> {
  const lanes: TimelineMark[][] = []
  for (const mark of marks) {
    yield
    while (lanes.length <= mark.lane) lanes.push([])
    lanes[mark.lane]?.push(mark)
  }
  return lanes
}

/** Stacks the groups and assigns each claim a lane, for a plot of `width` pixels. */
export const layingOut = function* (
  groups: readonly TimelineGroup[],
  range: DayRange,
  width: number,
): Sliced<readonly PlacedGroup[]> {
  let top = 0
  const placed: PlacedGroup[] = []
  for (const group of groups) {
    const marks = yield* group.key === undatedKey
      ? undated(group, width)
      : dated(group, range, width)
    const lanes = yield* inLanes(marks)
    const headed = group.label === null ? groupGap : headingHeight
    const height = headed + lanes.length * laneHeight + groupGap
    placed.push({ group, top, height, headed, marks, lanes })
    top += height
  }
  return placed
}

/** The marks of a group in the visible range, plus `kept`, which must stay; in group order. */
export const marksIn = (
  { top, headed, lanes }: PlacedGroup,
  seen: DayRange,
  kept: TimelineMark | null,
): readonly TimelineMark[] => {
  const laneAt = (height: number): number => (height - top - headed) / laneHeight
  const first = Math.max(Math.floor(laneAt(seen.from)), 0)
  const last = Math.max(Math.ceil(laneAt(seen.to)), 0)
  const marks = lanes.slice(first, last).flat()
  if (kept !== null && !marks.includes(kept)) marks.push(kept)
  return marks.sort((a, b) => a.position - b.position)
}
