import { firstOf } from './days.ts'
import type { DayRange } from './days.ts'
import type { TimeSpan } from './time-span.ts'

/** The shortest visible range, in days. */
export const shortest = 7
/** A date vaguer than a century says little about when, and would shrink everything else. */
const vaguest = 36_525

/** The time range of the spans, with a margin. Null: no span has a day. */
export const extentOf = (spans: readonly TimeSpan[]): DayRange | null => {
  const telling = spans.filter(
    ({ reach: { from, to } }) => to - from <= vaguest || to - from === Infinity,
  )
  let [from, to] = [Infinity, -Infinity]
  const hold = (day: number): void => {
    // An infinite end is ignored; the other end counts.
    if (!Number.isFinite(day)) return
    from = Math.min(from, day)
    to = Math.max(to, day)
  }
  for (const { reach } of telling.length > 0 ? telling : spans) {
    hold(reach.from)
    hold(reach.to)
  }
  if (from > to) return null
  const room = Math.max(7, Math.ceil((to - from) * 0.03))
  return { from: from - room, to: to + room }
}

/** Moves `range` into `extent`, with at least the shortest length. */
export const within = (range: DayRange, extent: DayRange): DayRange => {
  const whole = extent.to - extent.from
  const length = Math.min(Math.max(Math.round(range.to - range.from), shortest), whole)
  const from = Math.round(Math.min(Math.max(range.from, extent.from), extent.to - length))
  return { from, to: from + length }
}

/** Scales `range` by `times` around its middle. */
export const zoomed = (range: DayRange, times: number, extent: DayRange): DayRange => {
  const half = ((range.to - range.from) * times) / 2
  const middle = (range.from + range.to) / 2
  return within({ from: middle - half, to: middle + half }, extent)
}

export type RangeStep = 'day' | 'month' | 'year' | 'decade'
const coarser = { day: 'month', month: 'year', year: 'decade', decade: 'decade' } as const

/** Steps of an arrow key and a Page key for one end of the visible range. */
export const stepsIn = (
  extent: DayRange,
): { readonly small: RangeStep; readonly large: RangeStep } => {
  const days = extent.to - extent.from
  const small = days > 8_000 ? 'year' : days > 550 ? 'month' : 'day'
  return { small, large: coarser[small] }
}

/** The next day after or before `day` on which a month, year or decade begins. */
export const stepped = (day: number, step: RangeStep, way: 1 | -1): number => {
  if (step === 'day') return day + way
  const date = new Date(day * 86_400_000)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const years = step === 'decade' ? 10 : 1
  const begins =
    step === 'month' ? firstOf(year, month) : firstOf(year - (((year % years) + years) % years))
  if (way < 0 && begins < day) return begins
  const next = new Date(begins * 86_400_000)
  return step === 'month'
    ? firstOf(next.getUTCFullYear(), next.getUTCMonth() + way)
    : firstOf(next.getUTCFullYear() + way * years)
}
