import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../in-slices.ts'
import type { Gazetteer } from '../../places/gazetteer.ts'
import type { PlaceEntry } from '../../places/place.ts'
import { resolve } from '../../places/resolve.ts'
import type { Resolved } from '../../places/resolve.ts'
import { monthsOf } from './months.ts'
import type { Months } from './months.ts'

/** A claim with what its words mean. */
export interface Located {
  readonly claim: Claim
  /** Null where no time was said. */
  readonly months: Months | null
  readonly from: readonly Resolved[]
  readonly to: readonly Resolved[]
}

/** Looks up where and when claims are. */
export function* locating(
  claims: readonly Claim[],
  gazetteer: Gazetteer,
): Sliced<readonly Located[]> {
  // Thousands of claims share their places and dates with others.
  const places = new Map<string, readonly Resolved[]>()
  const placesOf = (entry: PlaceEntry): readonly Resolved[] => {
    const key = `${entry.precision} ${entry.text}`
    const known = places.get(key)
    if (known !== undefined) return known
    const found = resolve(gazetteer, entry)
    places.set(key, found)
    return found
  }
  const times = new Map<string, Months | null>()
  const timeOf = (when: string): Months | null => {
    const known = times.get(when)
    if (known !== undefined) return known
    const months = monthsOf(when)
    times.set(when, months)
    return months
  }
  const located: Located[] = []
  for (const claim of claims) {
    yield
    const { from, to, when } = claim.content
    located.push({ claim, months: timeOf(when), from: placesOf(from), to: placesOf(to) })
  }
  return located
}
