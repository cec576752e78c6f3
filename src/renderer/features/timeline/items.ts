import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { memoizeByKey } from '../../data/memoize-by-key.ts'
import { sorting } from '../../data/sorting.ts'
import { meets } from './days.ts'
import type { DayRange } from './days.ts'
import { timeSpanOf } from './time-span.ts'
import type { TimeSpan } from './time-span.ts'

/** A claim on the timeline. */
export type TimelineItem = {
  readonly claim: Claim
  /** Null: no date that can be drawn. */
  readonly span: TimeSpan | null
  /** It contradicts another claim, or another contradicts it. */
  readonly isContested: boolean
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0)

/** By first day, then by last; undated claims last. */
export const inTimeOrder = (a: TimelineItem, b: TimelineItem): number => {
  if (a.span === null || b.span === null) return Number(a.span === null) - Number(b.span === null)
  return compare(a.span.said.from, b.span.said.from) || compare(a.span.said.to, b.span.said.to)
}

/** Claims in time order, each with the possible days of its date. */
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

/** Claims that may fall into a range, and undated ones. */
export const shownIn = (
  items: readonly TimelineItem[],
  range: DayRange,
): readonly TimelineItem[] => {
  const shown = items.filter(({ span }) => span === null || meets(span.reach, range))
  // The same array, so that cached results for it stay valid.
  return shown.length === items.length ? items : shown
}
