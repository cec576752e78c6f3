import { Day } from '../../../shared/ids.ts'

/**
 * Today by UTC and by local time: the earlier and the later of the two. User-entered dates are
 * compared with both, and the stricter result counts: a withdrawal is in effect once its day has
 * come in either, consent once it has come in both, and an embargo until both are past it. No
 * record, signature or file may use these values, since both together reveal the time zone: those
 * use the UTC day.
 */
export type Days = { readonly earlier: Day; readonly later: Day }

const hourMs = 3_600_000
const utcDay = (instant: number): Day => Day.parse(new Date(instant).toISOString().slice(0, 10))

const dayIn = (timeZone: string): ((instant: number) => Day) => {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const named = (name: 'year' | 'month' | 'day'): string => parts.get(name) ?? ''
    return Day.parse(`${named('year').padStart(4, '0')}-${named('month')}-${named('day')}`)
  }
}

/** One fixed day, for results that must not depend on the machine's time zone. */
export const onlyDay = (day: Day): Days => ({ earlier: day, later: day })

/** If the zone is unknown, all zones count: from twelve hours behind UTC to fourteen ahead. */
const anywhere = (instant: number): Days => ({
  earlier: utcDay(instant - 12 * hourMs),
  later: utcDay(instant + 14 * hourMs),
})

/** The days of an instant in this time zone; in any zone if its name is invalid. */
export const daysIn = (timeZone: string): ((instant: number) => Days) => {
  try {
    const local = dayIn(timeZone)
    return (instant) => {
      const [here, utc] = [local(instant), utcDay(instant)]
      return here < utc ? { earlier: here, later: utc } : { earlier: utc, later: here }
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return anywhere
  }
}
