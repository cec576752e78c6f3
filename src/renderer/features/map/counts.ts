import type { Claim } from '../../../shared/claims.ts'

type MapCount = Claim['content']['count']

/**
 * A number of people, from the lowest to the highest stated; `high` is null without an upper bound.
 */
export type CountRange = {
  readonly low: number
  readonly high: number | null
  /** At least one of the numbers is approximate. */
  readonly isAbout: boolean
}

/** The range stated by one claim; null without a number. */
export const spanOf = ({ qualifier, low, high }: MapCount): CountRange | null => {
  if (low === null) return null
  const isAbout = qualifier === 'about'
  switch (qualifier) {
    case 'at-least':
      return { low, high: null, isAbout }
    case 'at-most':
      return { low: 0, high: low, isAbout }
    case 'between':
      return { low, high: high ?? low, isAbout }
    default:
      return { low, high: low, isAbout }
  }
}

/** If people are spread over several routes, any number up to the total took one route. */
export const shared = (span: CountRange | null): CountRange | null =>
  span === null || span.high === null ? null : { ...span, low: 0 }

const isAboutAny = (spans: readonly CountRange[]): boolean => spans.some(({ isAbout }) => isAbout)

/** The lowest and highest number stated for the same people; null without a number. */
export const hull = (spans: readonly (CountRange | null)[]): CountRange | null => {
  const said = spans.filter((span) => span !== null)
  if (said.length === 0) return null
  return {
    low: Math.min(...said.map(({ low }) => low)),
    high: said.some(({ high }) => high === null)
      ? null
      : Math.max(...said.map(({ high }) => high ?? 0)),
    isAbout: isAboutAny(said),
  }
}

/**
 * The sum for different people. An unknown number is not zero: with one among them there is no
 * upper bound.
 */
export const sum = (spans: readonly (CountRange | null)[]): CountRange | null => {
  const said = spans.filter((span) => span !== null)
  if (said.length === 0) return null
  const isOpen = said.length < spans.length || said.some(({ high }) => high === null)
  return {
    low: said.reduce((total, { low }) => total + low, 0),
    high: isOpen ? null : said.reduce((total, { high }) => total + (high ?? 0), 0),
    isAbout: isAboutAny(said),
  }
}

/** The qualifier of a range, from the same list as that of a claim. */
export const qualifierOf = (span: CountRange | null): MapCount['qualifier'] => {
  if (span === null) return 'unknown'
  const { low, high, isAbout } = span
  if (high === null) return low === 0 ? 'unknown' : 'at-least'
  if (low === high) return isAbout ? 'about' : 'exactly'
  return low === 0 ? 'at-most' : 'between'
}
