import type { Claim, PublicationContent } from '../../../shared/claims.ts'

type Language = PublicationContent['language']
type Count = Claim['content']['count']
type Place = Claim['content']['from']

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

/** A date and what is coarser than it; never a day. Text that is no date offers nothing. */
const datesOf = (point: string): string[] => {
  const [, year = '', month = ''] = /^(\d{3}[\dX])(-\d{2})?(?:-[\dX]{2})?[~?%]?$/.exec(point) ?? []
  if (year === '') return []
  return distinct([
    ...(month === '' ? [] : [year + month]),
    ...(year.endsWith('X') ? [] : [year]),
    `${year.slice(0, 3)}X`,
  ])
}

/** Ways of printing when something was, the finest first: a month, a year, a decade. */
export const coarserDates = (when: string): string[] => {
  const [from = '', to] = when.split('/')
  if (to === undefined) return datesOf(from)
  const [first = '', ...others] = datesOf(from)
  const [last = '', ...more] = datesOf(to)
  if (first === '' || last === '') return distinct([first + last].filter((one) => one !== ''))
  return distinct(
    [
      [first, last],
      [others.at(0) ?? first, more.at(0) ?? last],
    ].map(([a = '', b = '']) => (a === b ? a : `${a}/${b}`)),
  )
}

type Says = {
  readonly about: (n: string) => string
  readonly least: (n: string) => string
  readonly most: (n: string) => string
  readonly between: (low: string, high: string) => string
  readonly several: readonly [few: string, tens: string, hundreds: string, thousands: string]
}

/** In the language of the record, which is not that of the window. */
const says: Readonly<Record<Language, Says>> = {
  en: {
    about: (n) => `about ${n}`,
    least: (n) => `at least ${n}`,
    most: (n) => `at most ${n}`,
    between: (low, high) => `between ${low} and ${high}`,
    several: ['several', 'dozens', 'hundreds', 'thousands'],
  },
  ko: {
    about: (n) => `약 ${n}명`,
    least: (n) => `${n}명 이상`,
    most: (n) => `${n}명 이하`,
    between: (low, high) => `${low}~${high}명`,
    several: ['여러 명', '수십 명', '수백 명', '수천 명'],
  },
  zh: {
    about: (n) => `约${n}人`,
    least: (n) => `至少${n}人`,
    most: (n) => `至多${n}人`,
    between: (low, high) => `${low}至${high}人`,
    several: ['数人', '数十人', '数百人', '数千人'],
  },
}

/** One figure that is not nought stays, at most. */
const stepOf = (n: number): number => 10 ** Math.max(1, Math.floor(Math.log10(Math.max(n, 1))))

/** Ways of printing how many, each rounded away from what could be counted: a figure, or a word. */
export const coarserCounts = ({ qualifier, low, high }: Count, language: Language): string[] => {
  if (low === null || low === 0) return []
  const { about, least, most, between, several } = says[language]
  const round = (n: number, to: (x: number) => number): number => to(n / stepOf(n)) * stepOf(n)
  const down = String(round(low, Math.floor))
  const up = String(round(high ?? low, Math.ceil))
  const near = String(round(low, Math.round))
  const figure =
    qualifier === 'at-least'
      ? down === '0'
        ? null
        : least(down)
      : qualifier === 'at-most'
        ? most(up)
        : qualifier === 'between'
          ? down === '0' || down === up
            ? most(up)
            : between(down, up)
          : near === '0'
            ? null
            : about(near)
  // `Dozens` of nineteen, or `hundreds` of a hundred and one, would say more than there were.
  const size = low < 20 ? 0 : low < 200 ? 1 : low < 2000 ? 2 : 3
  const word = several[size] ?? ''
  return qualifier === 'at-most' || low < 3
    ? [figure ?? ''].filter((one) => one !== '')
    : [...(figure === null ? [] : [figure]), word]
}

/** Places of the claim that are no finer than a province. */
export const coarsePlaces = ({ from, to }: Claim['content']): string[] => {
  const isCoarse = ({ text, precision }: Place): boolean =>
    text !== '' && (precision === 'country' || precision === 'province')
  return distinct([from, to].filter(isCoarse).map(({ text }) => text))
}
