import type { Claim } from '../../../shared/claims.ts'

type MapCount = Claim['content']['count']

/** How many: from the least to the most that was said; `high` is null where there is no most. */
export type CountRange = {
  readonly low: number
  readonly high: number | null
  /** One of the numbers was said to be about right. */
  readonly isAbout: boolean
}

/** What one claim says of how many; null where it says no number. */
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

/** Of people who are spread over several routes, any number up to all of them took one. */
export const shared = (span: CountRange | null): CountRange | null =>
  span === null || span.high === null ? null : { ...span, low: 0 }

const isAboutAny = (spans: readonly CountRange[]): boolean => spans.some(({ isAbout }) => isAbout)

/** The least and the most that anybody says of the same people; null where nobody says a number. */
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
 * Different people together. A number that nobody knows is not nought: with one among them there is
 * no most.
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

/** The word that belongs to a span, of those that claims themselves are said with. */
export const qualifierOf = (span: CountRange | null): MapCount['qualifier'] => {
  if (span === null) return 'unknown'
  const { low, high, isAbout } = span
  if (high === null) return low === 0 ? 'unknown' : 'at-least'
  if (low === high) return isAbout ? 'about' : 'exactly'
  return low === 0 ? 'at-most' : 'between'
}
