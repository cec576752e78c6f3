import type { RecordLanguage } from './public-record.ts'

/**
 * How each language says a date. Written out here and not asked of the system: that says the same date
 * differently from one version to the next.
 */
type DateText = {
  readonly month: (year: string, month: number) => string
  readonly day: (year: string, month: number, day: number) => string
  readonly year: (year: string) => string
  readonly decade: (year: string) => string
  readonly season: (year: string, season: number) => string
  readonly about: (date: string) => string
  readonly uncertain: (date: string) => string
  readonly between: (from: string, to: string) => string
  readonly since: (from: string) => string
  readonly until: (to: string) => string
}

const months =
  'January February March April May June July August September October November December'.split(' ')
const pick = (words: string, at: number): string => words.split(' ')[at] ?? ''

const says: Readonly<Record<RecordLanguage, DateText>> = {
  en: {
    year: (year) => year,
    month: (year, month) => `${months[month - 1] ?? ''} ${year}`,
    day: (year, month, day) => `${day} ${months[month - 1] ?? ''} ${year}`,
    decade: (year) => `${year}s`,
    season: (year, season) => `${pick('spring summer autumn winter', season - 21)} ${year}`,
    about: (date) => `about ${date}`,
    uncertain: (date) => `${date}, uncertain`,
    between: (from, to) => `${from} to ${to}`,
    since: (from) => `since ${from}`,
    until: (to) => `until ${to}`,
  },
  ko: {
    year: (year) => `${year}년`,
    month: (year, month) => `${year}년 ${month}월`,
    day: (year, month, day) => `${year}년 ${month}월 ${day}일`,
    decade: (year) => `${year}년대`,
    season: (year, season) => `${year}년 ${pick('봄 여름 가을 겨울', season - 21)}`,
    about: (date) => `${date}경`,
    uncertain: (date) => `${date}(불확실)`,
    between: (from, to) => `${from}부터 ${to}까지`,
    since: (from) => `${from} 이후`,
    until: (to) => `${to}까지`,
  },
  zh: {
    year: (year) => `${year}年`,
    month: (year, month) => `${year}年${month}月`,
    day: (year, month, day) => `${year}年${month}月${day}日`,
    decade: (year) => `${year}年代`,
    season: (year, season) => `${year}年${pick('春季 夏季 秋季 冬季', season - 21)}`,
    about: (date) => `${date}前后`,
    uncertain: (date) => `${date}（不确定）`,
    between: (from, to) => `${from}至${to}`,
    since: (from) => `${from}以来`,
    until: (to) => `${to}为止`,
  },
}

const point = /^(\d{3}[\dX])(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?([~?%]?)$/

/** Never finer than what is written: unknown parts fall away. Null for what is no such date. */
const pointWords = (text: string, say: DateText): string | null => {
  const [, year = '', month = 'XX', day = 'XX', mark] = point.exec(text) ?? []
  if (year === '') return null
  const m = Number(month)
  const d = Number(day)
  const isSeason = m >= 21 && m <= 24 && day === 'XX'
  if (month !== 'XX' && !isSeason && (m < 1 || m > 12)) return null
  if (day !== 'XX' && (month === 'XX' || d < 1 || d > 31)) return null
  const plain = year.endsWith('X')
    ? month === 'XX'
      ? say.decade(year.replace('X', '0'))
      : null
    : month === 'XX'
      ? say.year(year)
      : isSeason
        ? say.season(year, m)
        : day === 'XX'
          ? say.month(year, m)
          : say.day(year, m, d)
  if (plain === null) return null
  const near = mark === '~' || mark === '%' ? say.about(plain) : plain
  return mark === '?' || mark === '%' ? say.uncertain(near) : near
}

/**
 * A date as people say it: `2023-10~` as "about October 2023", `2023-12/2024-01` as "December 2023 to
 * January 2024". What is no EDTF date stays as it was written.
 */
export const whenWords = (when: string, language: RecordLanguage): string => {
  const say = says[language]
  const [from = '', to, more] = when.trim().split('/')
  if (to === undefined) return pointWords(from, say) ?? when
  const first = pointWords(from, say)
  const last = pointWords(to, say)
  if (more !== undefined) return when
  if (first !== null && last !== null) return say.between(first, last)
  if (first !== null && (to === '..' || to === '')) return say.since(first)
  if (last !== null && (from === '..' || from === '')) return say.until(last)
  return when
}
