import { dateOf, firstOf } from './days.ts'
import type { DayRange } from './days.ts'

export type TickUnit = 'year' | 'month' | 'day'
export type Tick = {
  readonly day: number
  readonly unit: TickUnit
  /**
   * The first tick of its year (among days, of its month), or the first of all: labelled with that
   * year or month.
   */
  readonly isMajor: boolean
}

const steps = [
  ['day', 1],
  ['day', 2],
  ['day', 7],
  ['month', 1],
  ['month', 3],
  ['month', 6],
  ['year', 1],
  ['year', 2],
  ['year', 5],
  ['year', 10],
  ['year', 20],
  ['year', 50],
  ['year', 100],
  ['year', 1_000],
] as const

const daysIn = { day: 1, month: 30.44, year: 365.25 } as const

/** The days of one step, from the last one before the range. */
const marks = ({ from, to }: DayRange, unit: TickUnit, count: number): number[] => {
  const first = dateOf(from)
  const year = first.getUTCFullYear()
  const days: number[] = []
  if (unit === 'day') {
    // Days of the month: 1, 8, 15, 22 instead of a count from the start.
    for (let day = Math.floor(from); day < to; day += 1) {
      const at = dateOf(day).getUTCDate() - 1
      if (at % count === 0 && (count === 1 || at <= 30 - count)) days.push(day)
    }
    return days
  }
  const months = unit === 'month' ? count : count * 12
  const at = year * 12 + (unit === 'month' ? first.getUTCMonth() : 0)
  for (let month = Math.floor(at / months) * months; ; month += months) {
    const day = firstOf(Math.floor(month / 12), month - Math.floor(month / 12) * 12)
    if (day >= to) return days
    days.push(day)
  }
}

const parent = (day: number, unit: TickUnit): string => {
  const iso = dateOf(day).toISOString()
  return unit === 'day' ? iso.slice(0, -17) : unit === 'month' ? iso.slice(0, -20) : ''
}

/** Ticks for an axis of `width` pixels, at least `apart` pixels apart. */
export const ticksOf = (range: DayRange, width: number, apart = 72): readonly Tick[] => {
  const perDay = width / (range.to - range.from)
  const fits = steps.find(([unit, count]) => daysIn[unit] * count * perDay >= apart)
  const [unit, count] = fits ?? steps[steps.length - 1] ?? (['year', 1_000] as const)
  const days = marks(range, unit, count).filter((day) => day >= range.from)
  return days.map((day, at) => {
    const before = days[at - 1]
    const isMajor = before === undefined || parent(before, unit) !== parent(day, unit)
    return { day, unit, isMajor }
  })
}
