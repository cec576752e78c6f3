import { useDeferredValue, useMemo } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import type { Refusal } from '../../bridge.ts'
import { useView } from '../../view-state.ts'
import type { DayRange } from './days.ts'
import { itemsOf, shownIn } from './items.ts'
import type { TimelineItem } from './items.ts'
import { extentOf, within } from './range.ts'
import type { TimeSpan } from './time-span.ts'

const noClaims: readonly Claim[] = []

export interface Timeline {
  /** Undefined until claims are read. */
  readonly items: readonly TimelineItem[] | undefined
  readonly error: Refusal | null
  readonly spans: readonly TimeSpan[]
  /** The time in which the claims lie; null if none has a date. */
  readonly extent: DayRange | null
  /** The part of it that is looked at. */
  readonly range: DayRange | null
  /** The same, a moment later if there is much to draw. */
  readonly drawn: DayRange | null
  readonly shown: readonly TimelineItem[]
}

/** The claims of the case that was chosen, and those of them in the time that is looked at. */
export const useTimeline = (): Timeline => {
  const { view } = useView()
  const { claimCase, timeline } = view
  // Of all cases: what contradicts a claim may stand in another one.
  const { data: claims, error } = useClaims({ caseId: null, reportId: null })
  const all = useMemo(() => itemsOf(claims ?? noClaims), [claims])
  const items = useMemo(
    () => all.filter(({ claim }) => claimCase === null || claim.content.caseId === claimCase),
    [all, claimCase],
  )
  const spans = useMemo(() => items.flatMap(({ span }) => span ?? []), [items])
  const extent = useMemo(() => extentOf(spans), [spans])
  const range = useMemo(
    () => (extent === null || timeline.range === null ? extent : within(timeline.range, extent)),
    [extent, timeline.range],
  )
  const drawn = useDeferredValue(range)
  const shown = useMemo(() => (drawn === null ? items : shownIn(items, drawn)), [items, drawn])
  return {
    items: claims === undefined ? undefined : items,
    error,
    spans,
    extent,
    range,
    drawn,
    shown,
  }
}
