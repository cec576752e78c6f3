import { isDateText } from '../../records/edtf.ts'

/** Today, UTC, as records date things. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** A check-in has to be due on a day, not in a month. */
export const isWholeDay = (date: string): boolean =>
  date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateText(date))

/** Has the day passed by which somebody was to ask? The day itself still counts. */
export const isOverdue = (due: string, day: string): boolean => due !== '' && due < day
