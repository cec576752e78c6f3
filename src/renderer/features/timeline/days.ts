/** Milliseconds of a day. All days here are UTC days, counted from 1970-01-01. */
const length = 86_400_000

/** The day that a date says, `YYYY-MM-DD`, as a number. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / length

/** An instant in a day, for what formats dates. */
export const dateOf = (day: number): Date => new Date(day * length)

/** The first day of a month, counted from 0; months after the twelfth run into the next years. */
export const firstOf = (year: number, month = 0): number => {
  // Date.UTC takes the years 0 to 99 for those after 1900.
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime() / length
}

/** A stretch of days: the first one, and the one after the last. */
export type DayRange = {
  readonly from: number
  readonly to: number
}

/** Do two stretches share a day? */
export const meets = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to
