import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import type { Gazetteer } from '../../places/gazetteer.ts'
import { memoizeLast } from '../../data/memoize-last.ts'
import { locating } from './locating.ts'
import type { Located } from './locating.ts'
import { grouping } from './main-group.ts'
import { mapping } from './mapped.ts'
import type { Mapped } from './mapped.ts'
import { overlap, reach } from '../../claims/months.ts'
import type { Months } from '../../claims/months.ts'
import { linking } from './statements.ts'

/** Data of the map for one case or all. */
export type PreparedMap = {
  readonly mapped: Mapped
  /** Ids of the places that the map fits first. */
  readonly mainGroup: ReadonlySet<string>
  /** Number of claims of the case, at any time. */
  readonly total: number
  /** From the first to the last month of any claim; null if none is dated. */
  readonly reach: Months | null
  /** Number of claims without a time, which are left out while months are selected. */
  readonly undated: number
}

const located = memoizeLast(locating)
const linked = memoizeLast(linking)

/** Takes all claims, because a claim of another case may contradict one of this case. */
export const preparing = function* (
  claims: readonly Claim[],
  gazetteer: Gazetteer,
  caseId: string | null,
  /** The months that the claims are limited to; null for all. */
  from: number | null,
  to: number | null,
): Sliced<PreparedMap> {
  const all = yield* located(claims, gazetteer).steps()
  const statements = yield* linked(claims).steps()
  const chosen = from === null || to === null ? null : { from, to }
  const times: (Months | null)[] = []
  const shown: Located[] = []
  let undated = 0
  for (const one of all) {
    yield
    const { claim, months } = one
    if (caseId !== null && claim.content.caseId !== caseId) continue
    times.push(months)
    if (months === null) undated += 1
    if (chosen === null || (months !== null && overlap(months, chosen))) shown.push(one)
  }
  const mapped = yield* mapping(shown, statements)
  const mainGroup = yield* grouping(mapped.places, mapped.routes)
  return { mapped, mainGroup, total: times.length, reach: reach(times), undated }
}
