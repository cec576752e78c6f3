import type { IntlShape } from 'react-intl'
import type { Text } from '../i18n/use-text.ts'
import { readDate } from './edtf.ts'
import type { DatePoint } from './edtf.ts'

const seasons = {
  21: 'vocab.date.spring',
  22: 'vocab.date.summer',
  23: 'vocab.date.autumn',
  24: 'vocab.date.winter',
} as const

const calendarWords = (point: DatePoint, intl: IntlShape): string => {
  const date = new Date(Date.UTC(2000, (point.month ?? 1) - 1, point.day ?? 1))
  date.setUTCFullYear(point.year)
  return intl.formatDate(date, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(point.month === null ? {} : { month: 'long' }),
    ...(point.day === null ? {} : { day: 'numeric' }),
  })
}

const pointWords = (point: DatePoint, intl: IntlShape, text: Text): string => {
  const year = String(point.year)
  if (point.unknownDigits === 1) return text('vocab.date.decade', { year })
  if (point.unknownDigits === 2) {
    return text('vocab.date.century', { year, last: String(point.year + 99) })
  }
  if (point.season !== null) return text(seasons[point.season], { year })
  const date = calendarWords(point, intl)
  if (point.unknown === 'month') return text('vocab.date.monthUnknown', { date })
  if (point.unknown === 'day') return text('vocab.date.dayUnknown', { date })
  if (point.approximate && point.uncertain) return text('vocab.date.aboutUncertain', { date })
  if (point.approximate) return text('vocab.date.about', { date })
  if (point.uncertain) return text('vocab.date.uncertain', { date })
  return date
}

/** An EDTF date in words: `2023-10~` as "about October 2023". Other text is returned unchanged. */
export const dateWords = (edtf: string, intl: IntlShape, text: Text): string => {
  const read = readDate(edtf)
  if (read === null) return edtf
  if (read.kind === 'point') return pointWords(read.point, intl, text)
  const { from, to } = read
  if (typeof from !== 'string' && typeof to !== 'string') {
    return text('vocab.date.between', {
      from: pointWords(from, intl, text),
      to: pointWords(to, intl, text),
    })
  }
  if (typeof from !== 'string') {
    const key = to === 'open' ? 'vocab.date.since' : 'vocab.date.endUnknown'
    return text(key, { from: pointWords(from, intl, text) })
  }
  if (typeof to !== 'string') {
    const key = from === 'open' ? 'vocab.date.until' : 'vocab.date.startUnknown'
    return text(key, { to: pointWords(to, intl, text) })
  }
  return edtf
}
