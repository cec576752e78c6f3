import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import { memoizeByKey } from '../../data/memoize-by-key.ts'
import type { Gazetteer } from '../../places/gazetteer.ts'
import type { PlaceEntry } from '../../places/place.ts'
import { resolve } from '../../places/resolve.ts'
import type { Resolved } from '../../places/resolve.ts'
import { monthsOf } from '../../claims/months.ts'
import type { Months } from '../../claims/months.ts'

/** A claim with its resolved places and months. */
export type Located = {
  readonly claim: Claim
  /** Null if the claim has no time. */
  readonly months: Months | null
  readonly from: readonly Resolved[]
  readonly to: readonly Resolved[]
}

/** Resolves places and times of claims. */
export const locating = function* (
  claims: readonly Claim[],
  gazetteer: Gazetteer,
): Sliced<readonly Located[]> {
  const placesOf = memoizeByKey(
    ({ precision, text }: PlaceEntry) => `${precision} ${text}`,
    (entry) => resolve(gazetteer, entry),
  )
  const timeOf = memoizeByKey((when: string) => when, monthsOf)
  const located: Located[] = []
  for (const claim of claims) {
    yield
    const { from, to, when } = claim.content
    located.push({ claim, months: timeOf(when), from: placesOf(from), to: placesOf(to) })
  }
  return located
}
