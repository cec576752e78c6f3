import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../in-slices.ts'
import { remembered } from '../../remembered.ts'
import type { DayRange } from './days.ts'
import { densityOf, outline, strip } from './density.ts'
import { timing } from './items.ts'
import type { TimelineItem } from './items.ts'
import { extentOf } from './range.ts'
import type { TimeSpan } from './time-span.ts'

/** What the timeline of a case, or of all of them, is drawn from. */
export interface Prepared {
  /** In time order. */
  readonly items: readonly TimelineItem[]
  /** The time in which the claims lie; null if none has a date. */
  readonly extent: DayRange | null
  /** How many there are when, as an SVG path; empty if none has a date. */
  readonly density: string
}

const timed = remembered(timing)

/** Claims of one case, of all that there are: what contradicts a claim may stand in another one. */
export function* preparing(claims: readonly Claim[], caseId: string | null): Sliced<Prepared> {
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
