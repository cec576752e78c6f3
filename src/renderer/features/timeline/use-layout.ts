import { useDeferredValue, useMemo } from 'react'
import type { Sliced } from '../../data/time-slice.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { useSlicedMemo } from '../../data/use-sliced-memo.ts'
import type { TimelineGrouping } from '../../app/view-state.ts'
import type { DayRange } from './days.ts'
import { gathering } from './groups.ts'
import type { GroupWords } from './groups.ts'
import type { TimelineItem } from './items.ts'
import { layingOut } from './layout.ts'
import type { PlacedGroup } from './layout.ts'

const nothing: readonly PlacedGroup[] = []

/** A range that contains no claim. */
const noTime: DayRange = { from: 0, to: 1 }
const noTitle = (): null => null

const placing = function* (
  items: readonly TimelineItem[],
  grouping: TimelineGrouping,
  caseTitle: GroupWords['caseTitle'],
  none: string,
  undated: string,
  language: string,
  from: number,
  to: number,
  width: number,
): Sliced<readonly PlacedGroup[]> {
  const groups = yield* gathering(items, grouping, { caseTitle, none, undated, language })
  return yield* layingOut(groups, { from, to }, width)
}

const placed = memoizeLast(placing)

/**
 * Positions of the grouped claims. For many claims the previous layout stays until the new one is
 * ready, so that keys and paints are handled in between.
 */
export const useLayout = (
  items: readonly TimelineItem[],
  grouping: TimelineGrouping,
  words: GroupWords,
  range: DayRange | null,
  width: number,
): readonly PlacedGroup[] => {
  const { none, undated, language } = words
  const { from, to } = range ?? noTime
  // Other groupings do not depend on case titles.
  const caseTitle = grouping === 'case' ? words.caseTitle : noTitle
  // Deferred until the heading, the strip and the axis are rendered: the visible marks take a
  // while.
  const isTheirTurn = useDeferredValue(true, false)
  const work = useMemo(
    () =>
      isTheirTurn && width > 0
        ? placed(items, grouping, caseTitle, none, undated, language, from, to, width)
        : null,
    [caseTitle, from, grouping, isTheirTurn, items, language, none, to, undated, width],
  )
  return useSlicedMemo(work) ?? nothing
}
