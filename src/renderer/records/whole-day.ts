import { isDateText } from './edtf.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** Today, UTC: what is stamped into records, onto paper and into files, which tells no zone. */
export const utcDay = (now = new Date()): string => now.toISOString().slice(0, 10)

/** Today where the machine is: what a person calls today, for what only they read. */
export const localDay = (now = new Date()): string =>
  `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`

/** The earlier and the later of both. */
export type UtcAndLocalDay = { readonly earlier: string; readonly later: string }

/** What a day that a person typed is held against, as in the vault (src/main/vault/session/days.ts). */
export const daysNow = (now = new Date()): UtcAndLocalDay => {
  const [here, utc] = [localDay(now), utcDay(now)]
  return here < utc ? { earlier: here, later: utc } : { earlier: utc, later: here }
}

/** A whole day, or nothing: not a month, and not about a day. */
export const isWholeDay = (date: string): boolean =>
  date === '' || (/^\d{4}-\d{2}-\d{2}$/.test(date) && isDateText(date))
