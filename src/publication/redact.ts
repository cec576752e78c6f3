import type { PublicPart, RedactionCategory } from './public-record.ts'

export type Removal = {
  readonly start: number
  readonly end: number
  readonly category: RedactionCategory
}

const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
/**
 * Characters that belong to the letter before them: accents, joiners, variation selectors,
 * combining jamo.
 */
const belongs = /^(?:\p{M}|\u200c|\u200d|[\u1160-\u11ff]|[\ud7b0-\ud7ff])/u

const endOfLetter = (body: string, at: number): number => {
  let end = isSecondHalf(body.charCodeAt(at)) ? at + 1 : at
  while (end < body.length && belongs.test(body.slice(end, end + 2))) {
    end += (body.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  return end
}

/**
 * No half of a character stays behind, and no mark of a letter that was taken away. By their ends,
 * so that each mark is looked at once: a text may have hundreds of thousands on one letter.
 */
const whole = (body: string, removals: readonly Removal[]): Removal[] => {
  const wide = removals.flatMap(({ start, end, category }) => {
    const from = Math.max(0, Math.min(start, body.length))
    const to = Math.max(from, Math.min(end, body.length))
    if (from === to) return []
    return [{ start: isSecondHalf(body.charCodeAt(from)) ? from - 1 : from, end: to, category }]
  })
  let end = 0
  for (const removal of [...wide].sort((a, b) => a.end - b.end)) {
    if (removal.end > end) end = endOfLetter(body, removal.end)
    removal.end = end
  }
  return wide
}

/**
 * The rest of a text after redaction. The redacted words are in no output format; redactions that
 * touch or overlap become one, with the first one's category, so that their number and borders
 * reveal nothing either. Offsets are UTF-16 code units; those outside the text are clipped.
 */
export const redact = (body: string, removals: readonly Removal[]): PublicPart[] => {
  const sorted = whole(body, removals)
    .map(({ start, end, category }) => ({ start, end, removed: category }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: typeof sorted = []
  for (const next of sorted) {
    const last = merged.at(-1)
    if (last === undefined || next.start > last.end) merged.push({ ...next })
    else last.end = Math.max(last.end, next.end)
  }
  const parts: PublicPart[] = []
  let at = 0
  for (const { start, end, removed } of merged) {
    if (start > at) parts.push({ text: body.slice(at, start) })
    parts.push({ removed })
    at = end
  }
  if (at < body.length) parts.push({ text: body.slice(at) })
  return parts
}
