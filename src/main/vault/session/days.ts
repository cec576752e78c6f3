import { Day } from '../../../shared/ids.ts'

/**
 * The day that it is, by UTC and where the machine is: the earlier and the later of the two. What a
 * person typed is held against both, and of two answers the one counts that lets less leave: a
 * withdrawal once its day has come on either, a consent on both, an embargo until both are over.
 * No record, signature or file may be made from it, since the two together tell the zone: those have
 * the UTC day.
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

/** One day and no other, for what must not depend on where the machine is. */
export const onlyDay = (day: Day): Days => ({ earlier: day, later: day })

/** Where nobody can tell the zone, all of them are meant: from twelve hours behind UTC to fourteen ahead. */
const anywhere = (instant: number): Days => ({
  earlier: utcDay(instant - 12 * hourMs),
  later: utcDay(instant + 14 * hourMs),
})

/** The days of an instant where a machine in this zone stands; any zone where its name says nothing. */
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
