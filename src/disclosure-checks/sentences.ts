import { isDigit, isLatin } from './letters.ts'

/** Words after which a full stop ends nothing. */
const abbreviations = new Set(
  'jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr prof no nos st gen col lt sgt maj capt cpl pvt rev gov sen rep jr sr vs etc approx dept tel ext fax a.m p.m u.s u.n e.g i.e'.split(
    ' ',
  ),
)

const closing = /["')\]」』》〉]/

const wordBefore = (text: string, stop: number): string => {
  let from = stop
  while (from > 0 && stop - from < 8) {
    const unit = text[from - 1] ?? ''
    if (!isLatin(unit) && unit !== '.') break
    from -= 1
  }
  return text.slice(from, stop)
}

const ends = (text: string, at: number): boolean => {
  const unit = text[at]
  if (unit === '\n' || unit === '。') return true
  if (unit !== '.' && unit !== '!' && unit !== '?') return false
  const next = text[at + 1] ?? ' '
  if (unit === '.' && isDigit(next)) return false
  // 2023. 10. 9.
  if (unit === '.' && isDigit(text[at - 1] ?? '') && next === ' ' && isDigit(text[at + 2] ?? ''))
    return false
  // Addresses made harmless: example[.]com, example . onion
  if (unit === '.' && text[at - 1] === ' ' && next === ' ') return false
  if (/[[(]/.test(text[at - 1] ?? ' ')) return false
  // a?b=1: an address goes on.
  if (isLatin(next) || isDigit(next)) return false
  if (next !== ' ' && next !== '\n' && !closing.test(next)) return unit !== '.'
  if (unit !== '.') return true
  const word = wordBefore(text, at)
  return !(abbreviations.has(word) || (word.length === 1 && isLatin(word)))
}

/** Offsets where sentences start, the first being 0. `text` is folded and in lower case. Linear. */
export const sentenceStarts = (text: string): readonly number[] => {
  const starts = [0]
  for (let at = 0; at < text.length; at += 1) {
    if (!ends(text, at)) continue
    let next = at + 1
    while (next < text.length && closing.test(text[next] ?? '')) next += 1
    if (next < text.length) starts.push(next)
    at = next - 1
  }
  return starts
}

/** Index of the last entry of the sorted `list` that is not above `value`; -1 if all are. */
export const lastNotAbove = (list: readonly number[], value: number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Whether the sorted `list` holds `value`. */
export const isAmong = (list: readonly number[], value: number): boolean =>
  list[lastNotAbove(list, value)] === value
