import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { memoizeByKey } from '../../data/memoize-by-key.ts'
import { sorting } from '../../data/sorting.ts'
import { meets } from './days.ts'
import type { DayRange } from './days.ts'
import { timeSpanOf } from './time-span.ts'
import type { TimeSpan } from './time-span.ts'

/** A claim in time. */
export type TimelineItem = {
  readonly claim: Claim
  /** Null: has no date that could be drawn. */
  readonly span: TimeSpan | null
  /** Another claim contradicts it, or it another. */
  readonly isContested: boolean
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

/** By first day, then by last; what has no date comes last. */
export const inTimeOrder = (a: TimelineItem, b: TimelineItem): number => {
  if (a.span === null || b.span === null) return Number(a.span === null) - Number(b.span === null)
  return compare(a.span.said.from, b.span.said.from) || compare(a.span.said.to, b.span.said.to)
}

/** Claims in time order, each with the days that its date may mean. */
export const timing = function* (claims: readonly Claim[]): Sliced<readonly TimelineItem[]> {
  const contested = new Set<string>()
  for (const { id, content } of claims) {
    yield
    for (const { kind, claimId } of content.links) {
      if (kind === 'contradicts') contested.add(id).add(claimId)
    }
  }
  const spanOf = memoizeByKey((when: string) => when, timeSpanOf)
  const items: TimelineItem[] = []
  for (const claim of claims) {
    yield
    const { id, content } = claim
    items.push({ claim, span: spanOf(content.when), isContested: contested.has(id) })
  }
  return yield* sorting(items, inTimeOrder)
}

/** Those that may have happened in a time, and those of which nobody knows when. */
export const shownIn = (
  items: readonly TimelineItem[],
  range: DayRange,
): readonly TimelineItem[] => {
  const shown = items.filter(({ span }) => span === null || meets(span.reach, range))
  // The same object: what was worked out of all of them is theirs too.
  return shown.length === items.length ? items : shown
}
