import type { ReportContent } from '../../shared/records.ts'

/** Words of a text as they were marked, with their position at that time. */
export type Quoted = { readonly quote: string; readonly start: number; readonly end: number }

type QuotePlace = { readonly start: number; readonly end: number }

/** Quotes are stored as typed; an editor counts every line end as one character. */
const withPlainEnds = (quote: string): string => quote.replaceAll(/\r\n?/g, '\n')

const isFigure = (letter: string): boolean => /\p{Nd}/u.test(letter)
const isLatin = (letter: string): boolean => /\p{Script=Latin}/u.test(letter)

/** Do two adjacent letters belong to one word or number? Only for scripts that separate words. */
const meet = (left: string, right: string): boolean =>
  (isFigure(left.slice(-1)) && isFigure(right.slice(0, 1))) ||
  (isLatin(left.slice(-1)) && isLatin(right.slice(0, 1))) ||
  (/\p{Nd}[.,]$/u.test(left) && isFigure(right.slice(0, 1))) ||
  (isFigure(left.slice(-1)) && /^[.,]\p{Nd}/u.test(right))

/** “10 people” does not match inside “210 people”. */
const isWhole = (text: string, quote: string, at: number): boolean => {
  const end = at + quote.length
  return !meet(text.slice(Math.max(0, at - 2), at), quote) && !meet(quote, text.slice(end, end + 2))
}

/** The first whole match of the quote from `at` in a direction; -1 for none. */
const search = (text: string, quote: string, at: number, by: 1 | -1): number => {
  const find = (from: number): number =>
    by > 0 ? text.indexOf(quote, from) : from < 0 ? -1 : text.lastIndexOf(quote, from)
  let found = find(at)
  while (found >= 0 && !isWhole(text, quote, found)) found = find(found + by)
  return found
}

/**
 * Position of the marked words in the current text: the original one, otherwise the nearest. Null
 * if they are nowhere, and nothing is marked. Linear in the length of the text.
 */
export const placeOf = (text: string, { quote: kept, start }: Quoted): QuotePlace | null => {
  const quote = withPlainEnds(kept)
  if (quote === '') return null
  const at = Math.min(start, text.length)
  if (text.startsWith(quote, at)) return { start: at, end: at + quote.length }
  const after = search(text, quote, at, 1)
  const before = search(text, quote, at - 1, -1)
  const nearest = after < 0 || (before >= 0 && at - before <= after - at) ? before : after
  return nearest < 0 ? null : { start: nearest, end: nearest + quote.length }
}

/**
 * The same for marks that are drawn: null also if the words moved and occur more than once, because
 * the right one is unknown.
 */
export const surePlaceOf = (text: string, claim: Quoted): QuotePlace | null => {
  const found = placeOf(text, claim)
  if (found === null || found.start === claim.start) return found
  const quote = withPlainEnds(claim.quote)
  const isAlone =
    search(text, quote, found.start + 1, 1) < 0 && search(text, quote, found.start - 1, -1) < 0
  return isAlone ? found : null
}

/** Does a report still contain the words of a claim? It may have changed since. */
export const stillSays = (
  { body, translations }: Pick<ReportContent, 'body' | 'translations'>,
  claim: Quoted,
): boolean =>
  claim.quote === '' ||
  placeOf(body, claim) !== null ||
  translations.some((translation) => placeOf(translation.body, claim) !== null)
