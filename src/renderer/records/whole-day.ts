import { isDateText } from './edtf.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** Today in UTC: for records, paper and files, so that they reveal no time zone. */
export const utcDay = (now = new Date()): string => now.toISOString().slice(0, 10)

/** Today in local time: for display to the user only. */
export const localDay = (now = new Date()): string =>
  `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`

/** The earlier and the later of both. */
export type UtcAndLocalDay = { readonly earlier: string; readonly later: string }

/**
 * The days to compare a typed day with, as in the vault process (src/main/vault/session/days.ts).
 */
export const daysNow = (now = new Date()): UtcAndLocalDay => {
  const [here, utc] = [localDay(now), utcDay(now)]
  return here < utc ? { earlier: here, later: utc } : { earlier: utc, later: here }
}

/** A whole day or an empty text: not a month, and not an approximate day. */
export const isWholeDay = (date: string): boolean =>
  date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateText(date))

const dayMs = 24 * 60 * 60 * 1000

/** Whole days from one day to another; 0 if the second is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / dayMs))
