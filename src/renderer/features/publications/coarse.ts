import type { Claim, PublicationContent } from '../../../shared/claims.ts'
import type { Gazetteer } from '../../places/gazetteer.ts'
import { ancestors, nameIn } from '../../places/place.ts'
import { resolve } from '../../places/resolve.ts'

type CoarseningLanguage = PublicationContent['language']
type CoarsenedCount = Claim['content']['count']
type CoarsenedPlace = Claim['content']['from']

const distinct = (values: readonly string[]): string[] => [...new Set(values)]

/** A date with coarser forms; never a day. Text that is no date gives none. */
const datesOf = (point: string): string[] => {
  const [, year = '', month = ''] = /^(\d{3}[\dX])(-\d{2})?(?:-[\dX]{2})?[~?%]?$/.exec(point) ?? []
  if (year === '') return []
  return distinct([
    ...(month === '' ? [] : [year + month]),
    ...(year.endsWith('X') ? [] : [year]),
    `${year.slice(0, 3)}X`,
  ])
}

/** Coarser forms of a date, finest first: month, year, decade. */
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

type CoarseningText = {
  readonly about: (n: string) => string
  readonly least: (n: string) => string
  readonly most: (n: string) => string
  readonly under: (n: string) => string
  readonly between: (low: string, high: string) => string
  readonly several: readonly [few: string, tens: string, hundreds: string, thousands: string]
}

/** In the language of the publication, not that of the window. */
const says: Readonly<Record<CoarseningLanguage, CoarseningText>> = {
  en: {
    about: (n) => `about ${n}`,
    least: (n) => `at least ${n}`,
    most: (n) => `at most ${n}`,
    under: (n) => `fewer than ${n}`,
    between: (low, high) => `between ${low} and ${high}`,
    several: ['several', 'dozens', 'hundreds', 'thousands'],
  },
  ko: {
    about: (n) => `약 ${n}명`,
    least: (n) => `${n}명 이상`,
    most: (n) => `${n}명 이하`,
    under: (n) => `${n}명 미만`,
    between: (low, high) => `${low}~${high}명`,
    several: ['여러 명', '수십 명', '수백 명', '수천 명'],
  },
  zh: {
    about: (n) => `约${n}人`,
    least: (n) => `至少${n}人`,
    most: (n) => `至多${n}人`,
    under: (n) => `不足${n}人`,
    between: (low, high) => `${low}至${high}人`,
    several: ['数人', '数十人', '数百人', '数千人'],
  },
}

const few = 10
const small = 20

/**
 * Rounding step of a number: the largest of 1, 2 and 5 times a power of ten that is at most a
 * quarter of the number. Ten to twenty are one step.
 */
const stepOf = (n: number): number => {
  if (n < small) return few
  const power = 10 ** Math.floor(Math.log10(n / 4))
  return Math.max(...[1, 2, 5].map((times) => times * power).filter((step) => step <= n / 4))
}
const down = (n: number): number => Math.floor(n / stepOf(n)) * stepOf(n)
const up = (n: number): number => Math.ceil(n / stepOf(n)) * stepOf(n)
/** A tie is rounded down, so that the figure never overstates. */
const near = (n: number): number => Math.ceil(n / stepOf(n) - 0.5) * stepOf(n)

const figureOf = (
  { qualifier, low, high }: CoarsenedCount,
  says: CoarseningText,
): string | null => {
  if (low === null) return null
  const { about, least, most, under, between } = says
  const ranged = (from: number, to: number): string => between(String(from), String(to))
  const top = high ?? low
  switch (qualifier) {
    case 'at-least':
      return low < few ? null : least(String(down(low)))
    case 'at-most':
      return top < few ? under(String(few)) : most(String(up(top)))
    case 'between':
      if (top < few) return under(String(few))
      return low < few || down(low) === up(top) ? most(String(up(top))) : ranged(down(low), up(top))
    default:
      if (low < few) return under(String(few))
      return low < small ? ranged(few, small) : about(String(near(low)))
  }
}

/**
 * Coarser forms of a count: a figure or a word. No figure claims more than the evidence: below ten
 * only a word is offered, up to twenty `between 10 and 20`, and above that `about` differs by at
 * most an eighth. A minimum is never rounded up, and a maximum never down.
 */
export const coarserCounts = (count: CoarsenedCount, language: CoarseningLanguage): string[] => {
  const { qualifier, low } = count
  if (low === null || low === 0) return []
  const figure = figureOf(count, says[language])
  // `Dozens` for nineteen, or `hundreds` for a hundred and one, would overstate.
  const size = low < 20 ? 0 : low < 200 ? 1 : low < 2000 ? 2 : 3
  const word = says[language].several[size] ?? ''
  return qualifier === 'at-most' || low < 3
    ? [figure ?? ''].filter((one) => one !== '')
    : [...(figure === null ? [] : [figure]), word]
}

/**
 * Places of the claim that are no finer than a province, and the provinces and countries around
 * places in the gazetteer, in the language of the publication.
 */
export const coarsePlaces = (
  { from, to }: Claim['content'],
  gazetteer: Gazetteer | null,
  language: CoarseningLanguage,
): string[] => {
  const isCoarse = ({ text, precision }: CoarsenedPlace): boolean =>
    text !== '' && (precision === 'country' || precision === 'province')
  const around = (place: CoarsenedPlace): string[] =>
    gazetteer === null
      ? []
      : resolve(gazetteer, place).flatMap((found) =>
          found.kind === 'place'
            ? [found.place, ...ancestors(found.place)]
                .filter(({ level }) => level === 'country' || level === 'province')
                .map((area) => nameIn(area, language))
            : [],
        )
  const ends = [from, to]
  return distinct([...ends.filter(isCoarse).map(({ text }) => text), ...ends.flatMap(around)])
}
