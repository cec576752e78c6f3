import { eventBounds } from '../../../shared/event-bounds.ts'
import { dayOf } from './days.ts'
import type { DayRange } from './days.ts'

/**
 * The days that a date may mean, to be drawn. `said` is as wide as its words; where it has no start or
 * end, that is infinite. `reach` goes on for as long as "about" and "uncertain" make likely: half of what
 * was said at that end.
 */
export type TimeSpan = {
  readonly said: DayRange
  readonly reach: DayRange
}

/** How a span ends: at a known day, somewhere about it, or not at all. */
export type SpanEnd = 'sharp' | 'soft' | 'open'

const daysOf = (text: string): DayRange | null => {
  const bounds = eventBounds(text)
  return bounds && { from: dayOf(bounds.from), to: dayOf(bounds.to) + 1 }
}

const isOpen = (end: string): boolean => end === '' || end === '..'

/** How far "about" reaches past what is said. */
const margin = (end: string): number => {
  const days = /[~?%]$/.test(end) ? daysOf(end) : null
  return days === null ? 0 : Math.ceil((days.to - days.from) / 2)
}

/**
 * @returns null for what cannot stand in time: no date, years outside 0000-9999, or a date that
 * says nothing (`XXXX`, `../..`).
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

/** How a span begins and how it ends. */
export const endsOf = ({ said, reach }: TimeSpan): readonly [SpanEnd, SpanEnd] => [
  said.from === -Infinity ? 'open' : reach.from < said.from ? 'soft' : 'sharp',
  said.to === Infinity ? 'open' : reach.to > said.to ? 'soft' : 'sharp',
]
