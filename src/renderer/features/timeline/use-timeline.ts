import { useDeferredValue, useMemo } from 'react'
import { useClaims } from '../../claims/use-claims.ts'
import type { AppError } from '../../data/bridge.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { useSlicedMemo } from '../../data/use-sliced-memo.ts'
import { useView } from '../../app/view-state.ts'
import type { DayRange } from './days.ts'
import { shownIn, timing } from './items.ts'
import type { TimelineItem } from './items.ts'
import { within, extentOf } from './range.ts'
import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { densityOf, outline, strip } from './density.ts'
import type { TimeSpan } from './time-span.ts'

/** Data of the timeline for one case or all. */
type PreparedTimeline = {
  /** In time order. */
  readonly items: readonly TimelineItem[]
  /** The time range of the claims; null if none has a date. */
  readonly extent: DayRange | null
  /** Density over time as an SVG path; empty if no claim has a date. */
  readonly density: string
}

const timed = memoizeLast(timing)

/** Takes all claims, because a claim may be contradicted in another case. */
const preparing = function* (
  claims: readonly Claim[],
  caseId: string | null,
): Sliced<PreparedTimeline> {
  const all = yield* timed(claims).steps()
  const items: TimelineItem[] = []
  const spans: TimeSpan[] = []
  for (const item of all) {
    yield
    if (caseId !== null && item.claim.content.caseId !== caseId) continue
    items.push(item)
    if (item.span !== null) spans.push(item.span)
  }
  const extent = extentOf(spans)
  yield
  const density = extent && outline(densityOf(spans, extent, strip.bins), strip.height)
  return { items, extent, density: density ?? '' }
}

const prepared = memoizeLast(preparing)

const nothing: PreparedTimeline = { items: [], extent: null, density: '' }

export type Timeline = {
  /** False until the claims are loaded and prepared. */
  readonly isReady: boolean
  readonly error: AppError | null
  /** The selected range. */
  readonly range: DayRange | null
  /** The same, delayed if there is much to render. */
  readonly drawn: DayRange | null
  readonly shown: readonly TimelineItem[]
} & PreparedTimeline

/** The claims of the case scope, and those within the selected range. */
export const useTimeline = (): Timeline => {
  const { view } = useView()
  const { caseScope, claimTimes } = view
  const { data: claims, error } = useClaims({ caseId: null, reportId: null })
  const found = useSlicedMemo(
    useMemo(() => (claims === undefined ? null : prepared(claims, caseScope)), [caseScope, claims]),
  )
  const { items, extent, density } = found ?? nothing
  const range = useMemo(
    () => (extent === null || claimTimes === null ? extent : within(claimTimes, extent)),
    [claimTimes, extent],
  )
  const late = useDeferredValue(range)
  // No range while loading; this must not render as if no claim had a date.
  const drawn = range && (late ?? range)
  const shown = useMemo(() => (drawn === null ? items : shownIn(items, drawn)), [items, drawn])
  return { isReady: found !== undefined, error, items, extent, density, range, drawn, shown }
}
