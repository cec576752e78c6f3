import { structured } from './finding.ts'
import type { Family, RuleFinding } from './finding.ts'

const length = (finding: RuleFinding): number => finding.end - finding.start

const covers = (wide: RuleFinding, narrow: RuleFinding): boolean =>
  wide.start <= narrow.start && wide.end >= narrow.end

/** Families whose findings in one clause are one statement: marked and answered once. */
const told: readonly Family[] = ['meeting', 'vantage', 'unique']

/** Largest distance between the parts of one statement. */
const clause = 24

const endings = new Set([...'.!?。！？\n'].map((unit) => unit.charCodeAt(0)))

/** Called for every two neighbours: copies no part of the text. */
const endsBetween = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (endings.has(text.charCodeAt(at))) return true
  return false
}

const isOneThing = (text: string, left: RuleFinding, right: RuleFinding): boolean =>
  told.includes(left.family) &&
  right.start - left.end <= clause &&
  !endsBetween(text, left.end, right.start)

/**
 * Of overlapping findings in one family, the longest stays. Inside an identifier only another
 * identifier of the same length and hidden characters stay as separate findings.
 */
export const mergeOverlaps = (
  text: string,
  findings: readonly RuleFinding[],
): readonly RuleFinding[] => {
  const order = [...findings].sort((a, b) => a.start - b.start || length(b) - length(a))
  const kept: RuleFinding[] = []
  for (const next of order) {
    let beaten = false
    // Only the last few can extend to this point: the rest ended before, or were checked.
    for (let index = kept.length - 1; index >= Math.max(0, kept.length - 12); index -= 1) {
      const other = kept[index]
      if (other === undefined) break
      if (other.family === next.family) {
        const apart = other.end <= next.start
        if (apart && !isOneThing(text, other, next)) continue
        if (told.includes(next.family)) {
          if (next.end > other.end) kept[index] = { ...other, end: next.end }
        } else if (length(other) < length(next)) kept[index] = next
        beaten = true
        break
      }
      const swallowed =
        next.family !== 'hidden' &&
        structured.includes(other.family) &&
        covers(other, next) &&
        (length(other) > length(next) || !structured.includes(next.family))
      if (swallowed) {
        beaten = true
        break
      }
    }
    if (!beaten) kept.push(next)
  }
  return kept
}
