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

/** No half of a character stays behind, and no mark of a letter that was taken away. */
const whole = (body: string, { start, end }: Removal): { start: number; end: number } => {
  let from = Math.max(0, Math.min(start, body.length))
  let to = Math.max(from, Math.min(end, body.length))
  if (from === to) return { start: from, end: to }
  if (isSecondHalf(body.charCodeAt(from))) from--
  if (isSecondHalf(body.charCodeAt(to))) to++
  while (to < body.length && belongs.test(body.slice(to, to + 2))) {
    to += (body.codePointAt(to) ?? 0) > 0xffff ? 2 : 1
  }
  return { start: from, end: to }
}

/**
 * The rest of a text after redaction. The redacted words are in no output format; redactions that
 * touch or overlap become one, with the first one's category, so that their number and borders
 * reveal nothing either. Offsets are UTF-16 code units; those outside the text are clipped.
 */
export const redact = (body: string, removals: readonly Removal[]): PublicPart[] => {
  const sorted = removals
    .map((removal) => ({ ...whole(body, removal), removed: removal.category }))
    .filter(({ start, end }) => start < end)
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
