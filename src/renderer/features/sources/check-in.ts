import { isDateText } from '../../records/edtf.ts'

/** Today, UTC, as records date things. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** A check-in has to be due on a day, not in a month. */
export const isWholeDay = (date: string): boolean =>
  date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateText(date))

/** How a check-in stands on a day. The day itself by which somebody is to ask still counts. */
export const checkInOn = (due: string, day: string): 'overdue' | 'today' | 'none' =>
  due === '' || due > day ? 'none' : due === day ? 'today' : 'overdue'
