import { parse } from 'edtf'
import { limits } from './limits.ts'

const parts = /^(-?)([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?/

/** Year, month and day, as far as they are written, with each `X` as one digit. Null: open. */
const numbersOf = (text: string, digit: '0' | '9'): number[] | null => {
  const [, sign, year, ...rest] = parts.exec(text) ?? []
  if (year === undefined) return null
  const whole = (of: string): number => Number(of.replaceAll('X', digit))
  const others = rest.filter((of) => of !== undefined).map(whole)
  return [sign === '-' ? -whole(year) : whole(year), ...others]
}

/** Does an interval end before it begins, however its unknown digits are read? */
const runsBackwards = (text: string): boolean => {
  const [start, end] = text.split('/')
  if (start === undefined || end === undefined) return false
  const [from, to] = [numbersOf(start, '0'), numbersOf(end, '9')]
  if (from === null || to === null) return false
  const at = from.findIndex((number, i) => number !== to[i])
  return (from[at] ?? 0) > (to[at] ?? Infinity)
}

/** Is a whole day written that no calendar has? The grammar takes 2023-02-29. */
const namesNoDay = (text: string): boolean =>
  text.split('/').some((part) => {
    const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})/.exec(part) ?? []
    if (day === undefined) return false
    return (
      Number(day) > new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate()
    )
  })

/**
 * A year, month or day as most dates are written, sure or not. The grammar takes every one of them,
 * at a hundred times the cost; days after the 28th are left to it.
 */
const plain = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]))?)?[?~%]?$/

/**
 * Is `text` a date as this project takes them: EDTF level 0 or 1 (ISO 8601-2:2019), no finer than
 * whole days? `2023-10`, `2023-10~`, `2024?`, `2023-10-XX`, `2023-10/2024-01`, `2023-22` pass;
 * times, level 2 sets and masks, days that no calendar has, and intervals that end before they begin do
 * not.
 */
export const isEdtf = (text: string): boolean => {
  if (plain.test(text)) return true
  if (text.length === 0 || text.length > limits.edtf || !/^[0-9X.\-/~?%Y]+$/.test(text))
    return false
  try {
    const parsed: { level?: number; type?: string } = parse(text)
    return (parsed.level ?? 0) <= 1 && !runsBackwards(text) && !namesNoDay(text)
  } catch {
    return false
  }
}
