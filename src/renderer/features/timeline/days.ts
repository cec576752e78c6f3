/** Milliseconds of a day. All days here are UTC days, counted from 1970-01-01. */
const length = 86_400_000

/** The day number of a date `YYYY-MM-DD`. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / length

/** An instant in a day, for date formatting. */
export const dateOf = (day: number): Date => new Date(day * length)

/** The first day of a month, counted from 0; months after the twelfth run into the next years. */
export const firstOf = (year: number, month = 0): number => {
  // Date.UTC maps the years 0 to 99 to 1900 to 1999.
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime() / length
}

/** A range of days: the first one, and the one after the last. */
export type DayRange = {
  readonly from: number
  readonly to: number
}

/** Do two ranges share a day? */
export const meets = (a: DayRange, b: DayRange): boolean => a.from < b.to && b.from < a.to
