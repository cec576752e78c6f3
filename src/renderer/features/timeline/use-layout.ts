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

/** Has no claim in it that could be drawn. */
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
 * Claims under their headings, where they are drawn. Of very many the layout before stays until theirs
 * is ready, and keys and paints come in between.
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
  // What cases are called matters to no other headings.
  const caseTitle = grouping === 'case' ? words.caseTitle : noTitle
  // After the heading, the strip and the axis stand: all marks that are seen take a while to draw.
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
