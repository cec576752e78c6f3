import { useLayoutEffect, useState } from 'react'
import { startInSlices } from '../../in-slices.ts'
import type { DayRange } from './days.ts'
import type { TimelineGroup } from './groups.ts'
import { layingOut } from './layout.ts'
import type { PlacedGroup } from './layout.ts'

const nothing: readonly PlacedGroup[] = []

/** Has no claim in it that could be drawn. */
const noTime: DayRange = { from: 0, to: 1 }

/**
 * Claims where they are drawn. Few are placed before the next paint; of very many the layout before
 * stays until theirs is ready, and keys and paints come in between.
 */
export const useLayout = (
  groups: readonly TimelineGroup[],
  range: DayRange | null,
  width: number,
): readonly PlacedGroup[] => {
  const [placed, setPlaced] = useState(nothing)
  useLayoutEffect(() => {
    if (width === 0) return undefined
    return startInSlices(layingOut(groups, range ?? noTime, width), setPlaced)
  }, [groups, range, width])
  return placed
}
