import { eventBounds } from '../../../shared/event-bounds.ts'
import { dayOf } from './days.ts'
import type { DayRange } from './days.ts'

/**
 * The possible days of a date, for drawing. `said` is the stated range; infinite if it has no start
 * or end. `reach` extends it where "about" or "uncertain" applies: by half of the stated length at
 * that end.
 */
export type TimeSpan = {
  readonly said: DayRange
  readonly reach: DayRange
}

/** End of a span: a known day, an approximate one, or none. */
export type SpanEnd = 'sharp' | 'soft' | 'open'

const daysOf = (text: string): DayRange | null => {
  const bounds = eventBounds(text)
  return bounds && { from: dayOf(bounds.from), to: dayOf(bounds.to) + 1 }
}

const isOpen = (end: string): boolean => end === '' || end === '..'

/** How far "about" extends the stated range. */
const margin = (end: string): number => {
  const days = /[~?%]$/.test(end) ? daysOf(end) : null
  return days === null ? 0 : Math.ceil((days.to - days.from) / 2)
}

/**
 * @returns null if the date cannot be drawn: no date, years outside 0000-9999, or a date without
 * information (`XXXX`, `../..`).
 */
export const timeSpanOf = (text: string): TimeSpan | null => {
  const days = daysOf(text)
  if (days === null || text.startsWith('XXXX')) return null
  const [start = '', end = start] = text.split('/')
  if (isOpen(start) && isOpen(end)) return null
  const said = {
    from: isOpen(start) ? -Infinity : days.from,
    to: isOpen(end) ? Infinity : days.to,
  }
  return { said, reach: { from: said.from - margin(start), to: said.to + margin(end) } }
}

/** Start and end type of a span. */
export const endsOf = ({ said, reach }: TimeSpan): readonly [SpanEnd, SpanEnd] => [
  said.from === -Infinity ? 'open' : reach.from < said.from ? 'soft' : 'sharp',
  said.to === Infinity ? 'open' : reach.to > said.to ? 'soft' : 'sharp',
]
