import type { ReportContent } from '../../shared/records.ts'

/** Words of a text, as they were marked, and where they stood then. */
export type Quoted = { readonly quote: string; readonly start: number; readonly end: number }

type QuotePlace = { readonly start: number; readonly end: number }

/** Words are kept as they were typed, and an editor holds every line end as one character. */
const withPlainEnds = (quote: string): string => quote.replaceAll(/\r\n?/g, '\n')

const isFigure = (letter: string): boolean => /\p{Nd}/u.test(letter)
const isLatin = (letter: string): boolean => /\p{Script=Latin}/u.test(letter)

/** Do two letters that meet belong to one word or one number? Of scripts that part their words alone. */
const meet = (left: string, right: string): boolean =>
  (isFigure(left.slice(-1)) && isFigure(right.slice(0, 1))) ||
  (isLatin(left.slice(-1)) && isLatin(right.slice(0, 1))) ||
  (/\p{Nd}[.,]$/u.test(left) && isFigure(right.slice(0, 1))) ||
  (isFigure(left.slice(-1)) && /^[.,]\p{Nd}/u.test(right))

/** “10 people” is not what stands in “210 people”. */
const isWhole = (text: string, quote: string, at: number): boolean => {
  const end = at + quote.length
  return !meet(text.slice(Math.max(0, at - 2), at), quote) && !meet(quote, text.slice(end, end + 2))
}

/** The first place from `at` on, or back, at which the quote stands by itself; -1 for none. */
const search = (text: string, quote: string, at: number, by: 1 | -1): number => {
  const find = (from: number): number =>
    by > 0 ? text.indexOf(quote, from) : from < 0 ? -1 : text.lastIndexOf(quote, from)
  let found = find(at)
  while (found >= 0 && !isWhole(text, quote, found)) found = find(found + by)
  return found
}

/**
 * Where the marked words stand in a text now: at their place, or else the nearest to it. Null where
 * they are nowhere any more: then nothing is to be marked. Linear in the length of the text.
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
 * The same, for what is drawn: null also where the words stand elsewhere more than once, since nobody knows
 * which of them was meant.
 */
export const surePlaceOf = (text: string, claim: Quoted): QuotePlace | null => {
  const found = placeOf(text, claim)
  if (found === null || found.start === claim.start) return found
  const quote = withPlainEnds(claim.quote)
  const isAlone =
    search(text, quote, found.start + 1, 1) < 0 && search(text, quote, found.start - 1, -1) < 0
  return isAlone ? found : null
}

/** Does a report still say the words that a claim was made of? It may have changed since. */
export const stillSays = (
  { body, translations }: Pick<ReportContent, 'body' | 'translations'>,
  claim: Quoted,
): boolean =>
  claim.quote === '' ||
  placeOf(body, claim) !== null ||
  translations.some((translation) => placeOf(translation.body, claim) !== null)
