import { readDate } from '../records/edtf.ts'
import type { TimeRange } from '../app/view-state.ts'
import type { DatePoint } from '../records/edtf.ts'

/** Months counted from the year 0: January 2023 is 2023 * 12. */
export type Months = {
  readonly from: number
  readonly to: number
}

const perYear = 12
/** The month before a season begins, in the northern hemisphere; winter runs into the next year. */
const seasonBegins = { 21: 2, 22: 5, 23: 8, 24: 11 } as const
const perSeason = 3
const unknownYears = [1, 10, 100] as const

const within = ({ year, unknownDigits, month, season }: DatePoint): Months => {
  const first = year * perYear
  if (season !== null) {
    const from = first + seasonBegins[season]
    return { from, to: from + perSeason - 1 }
  }
  if (month !== null) return { from: first + month - 1, to: first + month - 1 }
  return { from: first, to: first + unknownYears[unknownDigits] * perYear - 1 }
}

/** The possible months of a record's date; null for no date. An open or unknown end is infinite. */
export const monthsOf = (when: string): Months | null => {
  const read = readDate(when)
  if (read === null) return null
  if (read.kind === 'point') return within(read.point)
  const { from, to } = read
  return {
    from: typeof from === 'string' ? Number.NEGATIVE_INFINITY : within(from).from,
    to: typeof to === 'string' ? Number.POSITIVE_INFINITY : within(to).to,
  }
}

export const overlap = (a: Months, b: Months): boolean => a.from <= b.to && b.from <= a.to

/** The months that span all of these, ignoring open ends; null if none is dated. */
export const reach = (all: readonly (Months | null)[]): Months | null => {
  let [first, last] = [Infinity, -Infinity]
  const hold = (month: number): void => {
    if (!Number.isFinite(month)) return
    first = Math.min(first, month)
    last = Math.max(last, month)
  }
  for (const months of all) {
    if (months === null) continue
    hold(months.from)
    hold(months.to)
  }
  return first > last ? null : { from: first, to: last }
}

const day = 86_400_000

/** The months that days fall into. */
export const monthsWithin = ({ from, to }: TimeRange): Months => {
  const at = (days: number): number => {
    const date = new Date(days * day)
    return date.getUTCFullYear() * perYear + date.getUTCMonth()
  }
  return { from: at(from), to: at(to - 1) }
}

/** The days of whole months. */
export const daysWithin = ({ from, to }: Months): TimeRange => ({
  from: monthDate(from).getTime() / day,
  to: monthDate(to + 1).getTime() / day,
})

/** The first day of a month, for formatting. */
export const monthDate = (month: number): Date => {
  const date = new Date(Date.UTC(2000, ((month % perYear) + perYear) % perYear, 1))
  date.setUTCFullYear(Math.floor(month / perYear))
  return date
}
