/** One end of a date, with its precision and certainty. */
export type DatePoint = {
  readonly year: number
  /** Number of unknown last digits of the year: `201X` is 1, `20XX` is 2. */
  readonly unknownDigits: 0 | 1 | 2
  readonly month: number | null
  /** 21 spring, 22 summer, 23 autumn, 24 winter. */
  readonly season: 21 | 22 | 23 | 24 | null
  readonly day: number | null
  /** Written as `XX`: exists, but unknown. */
  readonly unknown: 'day' | 'month' | null
  readonly approximate: boolean
  readonly uncertain: boolean
}

export type ReadDate =
  | { readonly kind: 'point'; readonly point: DatePoint }
  | {
      readonly kind: 'interval'
      /** `open`: written as `..`; `unknown`: left empty. */
      readonly from: DatePoint | 'open' | 'unknown'
      readonly to: DatePoint | 'open' | 'unknown'
    }

const pointForm =
  /^(\d{4}|\d{3}X|\d{2}XX)(?:-(0[1-9]|1[0-2]|2[1-4]|XX)(?:-(0[1-9]|[12]\d|3[01]|XX))?)?([?~%])?$/

/** `Date.UTC` would take the years 0 to 99 for those after 1900. */
const dateOf = (year: number, month: number, day: number): Date => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date
}

const monthDays = (year: number, month: number): number => dateOf(year, month + 1, 0).getUTCDate()

const readPoint = (text: string): DatePoint | null => {
  const match = pointForm.exec(text)
  if (match === null) return null
  const [, yearText = '', second, third, mark] = match
  const unknownDigits = yearText.endsWith('XX') ? 2 : yearText.endsWith('X') ? 1 : 0
  const year = Number(yearText.replaceAll('X', '0'))
  const number = second === undefined || second === 'XX' ? null : Number(second)
  const season = number !== null && number > 12 ? (number as 21 | 22 | 23 | 24) : null
  const month = season === null ? number : null
  if (unknownDigits > 0 && second !== undefined) return null
  if (season !== null && third !== undefined) return null
  if (second === 'XX' && third !== undefined && third !== 'XX') return null
  const day = third === undefined || third === 'XX' ? null : Number(third)
  if (day !== null && (month === null || day > monthDays(year, month))) return null
  const coarse = unknownDigits > 0 || season !== null || text.includes('X')
  if (coarse && mark !== undefined) return null
  return {
    year,
    unknownDigits,
    month,
    season,
    day,
    unknown: second === 'XX' ? 'month' : third === 'XX' ? 'day' : null,
    approximate: mark === '~' || mark === '%',
    uncertain: mark === '?' || mark === '%',
  }
}

/** EDTF level 1 has no seasons or unknown digits inside an interval. */
const readEnd = (text: string): DatePoint | 'open' | 'unknown' | null => {
  if (text === '') return 'unknown'
  if (text === '..') return 'open'
  const point = readPoint(text)
  return point === null || point.season !== null || text.includes('X') ? null : point
}

const firstDay = (point: DatePoint): number =>
  dateOf(point.year, point.month ?? 1, point.day ?? 1).getTime()

/**
 * Parses a date: EDTF level 0 and 1 (ISO 8601-2:2019), four-digit years, no finer than a day, an
 * interval's start not after its end. Everything accepted here passes `isEdtf` of
 * src/shared/dates.ts; the window has its own parser because it also has to display the date in
 * words.
 *
 * @returns null for other text, or an empty one.
 */
export const readDate = (text: string): ReadDate | null => {
  const parts = text.split('/')
  if (parts.length === 1) {
    const point = readPoint(text)
    return point && { kind: 'point', point }
  }
  if (parts.length !== 2) return null
  const from = readEnd(parts[0] ?? '')
  const to = readEnd(parts[1] ?? '')
  if (from === null || to === null) return null
  if (typeof from === 'string' && typeof to === 'string') return null
  if (typeof from !== 'string' && typeof to !== 'string' && firstDay(from) > firstDay(to))
    return null
  return { kind: 'interval', from, to }
}

/** True if the value can be saved: empty, or a date. */
export const isDateText = (value: string): boolean => value === '' || readDate(value) !== null
