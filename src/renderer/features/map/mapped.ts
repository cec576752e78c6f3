import type { Claim } from '../../../shared/claims.ts'
import type { Sliced } from '../../data/time-slice.ts'
import type { GazetteerPlace } from '../../places/place.ts'
import type { Resolved } from '../../places/resolve.ts'
import { sorting } from '../../data/sorting.ts'
import { into } from './into.ts'
import type { Located } from './locating.ts'
import type { Statements } from './statements.ts'
import { tallying } from './tally.ts'
import type { Mention, Tally } from './tally.ts'

export type MappedPlace = {
  readonly kind: 'place'
  readonly id: string
  readonly place: GazetteerPlace
  /** Every claim that names the place, at either end. */
  readonly claims: readonly Claim[]
  readonly departing: Tally
  readonly arriving: Tally
}
export type MappedRoute = {
  readonly kind: 'route'
  readonly id: string
  readonly from: GazetteerPlace
  readonly to: GazetteerPlace
  readonly tally: Tally
}
/** A name without a position on the map. */
export type Unmapped = {
  readonly kind: 'unmapped'
  readonly id: string
  readonly text: string
  readonly why: 'unknown' | 'ambiguous'
  readonly claims: readonly Claim[]
}
export type Mapped = {
  readonly places: readonly MappedPlace[]
  readonly routes: readonly MappedRoute[]
  readonly unmapped: readonly Unmapped[]
  /** Number of claims without a place. */
  readonly without: number
}
export type MapMark = MappedPlace | MappedRoute

type KnownPlace = Extract<Resolved, { kind: 'place' }>
const isKnown = (found: Resolved): found is KnownPlace => found.kind === 'place'

const distinct = (claims: readonly Claim[]): Claim[] => [...new Set(claims)]

/** The claims behind a mark or a name. */
export const claimsOf = (item: MapMark | Unmapped): readonly Claim[] =>
  item.kind === 'route' ? item.tally.claims : item.claims

/** Most claims first. */
const byClaims = (a: MapMark | Unmapped, b: MapMark | Unmapped): number =>
  claimsOf(b).length - claimsOf(a).length || (a.id < b.id ? -1 : 1)

/** Places claims on the map, each place no finer than its record says. */
export const mapping = function* (
  located: readonly Located[],
  statements: Statements,
): Sliced<Mapped> {
  const places = new Map<string, GazetteerPlace>()
  const departing = new Map<string, Mention[]>()
  const arriving = new Map<string, Mention[]>()
  const routes = new Map<string, Mention[]>()
  const ends = new Map<string, readonly [GazetteerPlace, GazetteerPlace]>()
  const unmapped = new Map<string, Claim[]>()
  const reasons = new Map<string, 'unknown' | 'ambiguous'>()
  let without = 0
  for (const { claim, from, to } of located) {
    yield
    if (from.length + to.length === 0) without += 1
    for (const found of [...from, ...to]) {
      if (found.kind === 'place') {
        places.set(found.place.id, found.place)
        continue
      }
      into(unmapped, found.text, claim)
      reasons.set(found.text, found.kind)
    }
    const [starts, stops] = [from.filter(isKnown), to.filter(isKnown)]
    for (const { place } of starts) into(departing, place.id, { claim, isShared: from.length > 1 })
    for (const { place } of stops) into(arriving, place.id, { claim, isShared: to.length > 1 })
    for (const { place: start } of starts) {
      for (const { place: stop } of stops) {
        if (start === stop) continue
        const id = `${start.id} > ${stop.id}`
        ends.set(id, [start, stop])
        into(routes, id, { claim, isShared: from.length * to.length > 1 })
      }
    }
  }
  const placed: MappedPlace[] = []
  for (const [id, place] of places) {
    const out = yield* tallying(departing.get(id) ?? [], statements)
    const home = yield* tallying(arriving.get(id) ?? [], statements)
    const claims = distinct([...out.claims, ...home.claims])
    placed.push({ kind: 'place', id, place, claims, departing: out, arriving: home })
  }
  const ways: MappedRoute[] = []
  for (const [id, [from, to]] of ends) {
    const tally = yield* tallying(routes.get(id) ?? [], statements)
    ways.push({ kind: 'route', id, from, to, tally })
  }
  const names: Unmapped[] = []
  for (const [text, found] of unmapped) {
    yield
    const why = reasons.get(text) ?? 'unknown'
    names.push({ kind: 'unmapped', id: `? ${text}`, text, why, claims: distinct(found) })
  }
  return {
    places: yield* sorting(placed, byClaims),
    routes: yield* sorting(ways, byClaims),
    unmapped: yield* sorting(names, byClaims),
    without,
  }
}
