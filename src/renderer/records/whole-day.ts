import { isDateText } from './edtf.ts'

/** Today, UTC, as records date things. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** A whole day, or nothing: not a month, and not about a day. */
export const isWholeDay = (date: string): boolean =>
  date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateText(date))
