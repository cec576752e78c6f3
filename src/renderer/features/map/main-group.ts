import type { Sliced } from '../../data/time-slice.ts'
import { kilometreAt, pointAt } from './chart.ts'
import type { MappedPlace, MappedRoute } from './mapped.ts'

/** Share of all mentions of places in claims that the main group holds at least. */
const most = 0.8
/** Places within this many times the radius of the group are not far away. */
const near = 2.5
/** Places nearer than this are always one group, in kilometres. */
const leastReach = 250
/** Number of places that are tried as the middle of the group, those with most claims first. */
const mostTried = 40

/**
 * Ids of the places that the map fits first: the densest group that holds most of the claims, and
 * what its routes link nearby. Every place, if none is far away.
 */
export const grouping = function* (
  places: readonly MappedPlace[],
  routes: readonly MappedRoute[],
): Sliced<ReadonlySet<string>> {
  const all = new Set(places.map(({ id }) => id))
  const spots = places.map(({ id, place, claims }) => ({
    id,
    at: pointAt(place.lng, place.lat),
    claims,
    least: leastReach * kilometreAt(place.lng, place.lat),
  }))
  const wanted = most * places.reduce((sum, { claims }) => sum + claims.length, 0)
  let best: { readonly ids: ReadonlySet<string>; readonly radius: number } | null = null
  for (const { at, least } of spots.slice(0, mostTried)) {
    yield
    const around = spots
      .map((spot) => ({ ...spot, far: Math.hypot(spot.at[0] - at[0], spot.at[1] - at[1]) }))
      .sort((a, b) => a.far - b.far)
    let held = 0
    let radius = least
    for (const { claims, far } of around) {
      if (held >= wanted) break
      held += claims.length
      radius = Math.max(radius, far)
    }
    if (best !== null && best.radius <= radius) continue
    const within = (times: number): ReadonlySet<string> =>
      new Set(around.flatMap(({ id, far }) => (far <= radius * times ? [id] : [])))
    const nearby = within(near)
    if (nearby.size === all.size) {
      best = { ids: all, radius }
      continue
    }
    const ids = new Set(within(1))
    for (const { from, to } of routes) {
      if (!nearby.has(from.id) || !nearby.has(to.id)) continue
      if (ids.has(from.id) || ids.has(to.id)) ids.add(from.id).add(to.id)
    }
    best = { ids, radius }
  }
  return best?.ids ?? all
}
