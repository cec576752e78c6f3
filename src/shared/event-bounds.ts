/** First and last day that a date may mean, `YYYY-MM-DD`. */
export type Bounds = { readonly from: string; readonly to: string }

const earliest = '0000-01-01'
const latest = '9999-12-31'

const two = (n: number): string => String(n).padStart(2, '0')

const lastDay = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/** Seasons by the northern half of the earth; winter is taken as December to February after it. */
const season = (year: string, code: number): Bounds | null => {
  const starts: Readonly<Record<number, number>> = { 21: 3, 22: 6, 23: 9, 24: 12 }
  const start = starts[code]
  if (start === undefined) return null
  if (start < 12) {
    return {
      from: `${year}-${two(start)}-01`,
      to: `${year}-${two(start + 2)}-${two(lastDay(Number(year), start + 2))}`,
    }
  }
  const next = Number(year) + 1
  if (next > 9999) return { from: `${year}-12-01`, to: latest }
  const nextYear = String(next).padStart(4, '0')
  return { from: `${year}-12-01`, to: `${nextYear}-02-${two(lastDay(next, 2))}` }
}

const date = /^(\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)(?:-(\d{2}|XX|\dX)(?:-(\d{2}|XX|\dX))?)?[~?%]?$/

const single = (text: string): Bounds | null => {
  const match = date.exec(text)
  if (match === null) return null
  const [, year = '', month, day] = match
  const low = year.replaceAll('X', '0')
  const high = year.replaceAll('X', '9')
  if (month === undefined || month.includes('X'))
    return { from: `${low}-01-01`, to: `${high}-12-31` }
  const m = Number(month)
  if (m > 12) return day === undefined && low === high ? season(low, m) : null
  if (m < 1) return null
  const longest = two(lastDay(Number(high), m))
  if (day === undefined || day.includes('X')) {
    return { from: `${low}-${month}-01`, to: `${high}-${month}-${longest}` }
  }
  return day >= '01' && day <= longest
    ? { from: `${low}-${month}-${day}`, to: `${high}-${month}-${day}` }
    : null
}

/**
 * The days that an EDTF date of level 0 or 1 can mean, as wide as its uncertainty is written
 * (`2023-10-XX` is all of October; `~` and `?` widen nothing). Null for an empty date and for years
 * outside 0000-9999: such reports are found by no date filter.
 */
export const eventBounds = (text: string): Bounds | null => {
  const parts = text.split('/')
  if (parts.length === 1) return single(text)
  const [start = '', end = ''] = parts
  if (parts.length !== 2) return null
  const from = start === '' || start === '..' ? earliest : single(start)?.from
  const to = end === '' || end === '..' ? latest : single(end)?.to
  return from === undefined || to === undefined || from > to ? null : { from, to }
}
