import type { ReviewItem } from '../../../shared/protection-contract.ts'

/** Characters shown on each side of the words; a sentence can be as long as a page. */
const sideMax = 90
/** Ends of sentences in the three languages; a full stop inside a number or an address is none. */
const endBefore = /(?:[.!?](?=\s)|[。！？\n])(?!.*(?:[.!?](?=\s)|[。！？\n]))/s
const endAfter = /[.!?](?=\s|$)|[。！？\n]/

const squeezed = (words: string): string => words.replaceAll(/\s+/g, ' ')

/**
 * The last characters of a text, without half a surrogate pair, the rest of a removed part
 * (“…te removed]”) or of a word at the start.
 */
const lastOf = (text: string): string =>
  text
    .slice(-sideMax)
    .replace(/^[\udc00-\udfff]/, '')
    .replace(/^(?:[^[\]]{0,30}\]\s*|\S{0,30}\s+)/, '')
/** The first characters of a text, without half a surrogate pair at the end. */
const firstOf = (text: string): string => text.slice(0, sideMax).replace(/[\ud800-\udbff]$/, '')

/**
 * Words of a text with the rest of their sentence, on one line, cut at 90 characters on each side.
 * Reads only the characters around the words, so it takes the same time in a text of any length.
 */
export const sentenceAround = (
  text: string,
  start: number,
  end: number,
): NonNullable<ReviewItem['sentence']> => {
  const near = text.slice(Math.max(0, start - sideMax * 2), start)
  const edge = endBefore.exec(near)
  const before = edge === null ? near : near.slice(edge.index + 1)
  const far = text.slice(end, end + sideMax * 2)
  const stop = endAfter.exec(far)
  const after = stop === null ? far : far.slice(0, stop.index + 1)
  const [head, tail] = [squeezed(before).trimStart(), squeezed(after).trimEnd()]
  const isCut = head.length > sideMax || (edge === null && start > near.length)
  const isCutAfter = tail.length > sideMax || (stop === null && end + far.length < text.length)
  return {
    before: isCut ? `…${lastOf(head)}` : head,
    words: firstOf(squeezed(text.slice(start, end)).trim()),
    after: isCutAfter ? `${firstOf(tail)}…` : tail,
  }
}
