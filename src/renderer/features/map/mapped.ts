import type { Claim } from '../../../shared/claims.ts'
import type { Gazetteer } from '../../places/gazetteer.ts'
import type { Place } from '../../places/place.ts'
import { resolve } from '../../places/resolve.ts'
import type { Resolved } from '../../places/resolve.ts'
import type { Statements } from './statements.ts'
import { tally } from './tally.ts'
import type { Mention, Tally } from './tally.ts'

export interface MappedPlace {
  readonly kind: 'place'
  readonly id: string
  readonly place: Place
  /** Every claim that names it, at either end. */
  readonly claims: readonly Claim[]
  readonly leaving: Tally
  readonly arriving: Tally
}
export interface MappedRoute {
  readonly kind: 'route'
  readonly id: string
  readonly from: Place
  readonly to: Place
  readonly tally: Tally
}
/** A name that is nowhere on the map. */
export interface Unmapped {
  readonly kind: 'unmapped'
  readonly id: string
  readonly text: string
  readonly why: 'unknown' | 'ambiguous'
  readonly claims: readonly Claim[]
}
export interface Mapped {
  readonly places: readonly MappedPlace[]
  readonly routes: readonly MappedRoute[]
  readonly unmapped: readonly Unmapped[]
  /** Claims that name no place at all. */
  readonly without: number
}
export type Mark = MappedPlace | MappedRoute

type Known = Extract<Resolved, { kind: 'place' }>
const isKnown = (found: Resolved): found is Known => found.kind === 'place'

const into = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

const distinct = (claims: readonly Claim[]): Claim[] => [...new Set(claims)]

/** What is spoken of most comes first. */
const byClaims = (
  a: { readonly claims: readonly Claim[]; readonly id: string },
  b: { readonly claims: readonly Claim[]; readonly id: string },
): number => b.claims.length - a.claims.length || (a.id < b.id ? -1 : 1)

/** Where claims lead on the map, each place no finer than its record says. */
export const mapClaims = (
  claims: readonly Claim[],
  statements: Statements,
  gazetteer: Gazetteer,
): Mapped => {
  const places = new Map<string, Place>()
  const leaving = new Map<string, Mention[]>()
  const arriving = new Map<string, Mention[]>()
  const routes = new Map<string, Mention[]>()
  const ends = new Map<string, readonly [Place, Place]>()
  const unmapped = new Map<string, Claim[]>()
  const reasons = new Map<string, 'unknown' | 'ambiguous'>()
  let without = 0
  for (const claim of claims) {
    const from = resolve(gazetteer, claim.content.from)
    const to = resolve(gazetteer, claim.content.to)
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
    for (const { place } of starts) into(leaving, place.id, { claim, isShared: from.length > 1 })
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
  const tallied = (mentions: readonly Mention[] = []): Tally => tally(mentions, statements)
  return {
    places: [...places]
      .map(([id, place]): MappedPlace => {
        const [out, home] = [tallied(leaving.get(id)), tallied(arriving.get(id))]
        const all = distinct([...out.claims, ...home.claims])
        return { kind: 'place', id, place, claims: all, leaving: out, arriving: home }
      })
      .sort(byClaims),
    routes: [...ends]
      .map(([id, [from, to]]): MappedRoute => {
        return { kind: 'route', id, from, to, tally: tallied(routes.get(id)) }
      })
      .sort((a, b) =>
        byClaims({ id: a.id, claims: a.tally.claims }, { id: b.id, claims: b.tally.claims }),
      ),
    unmapped: [...unmapped]
      .map(([text, found]): Unmapped => {
        const why = reasons.get(text) ?? 'unknown'
        return { kind: 'unmapped', id: `? ${text}`, text, why, claims: distinct(found) }
      })
      .sort(byClaims),
    without,
  }
}

/** The claims behind a mark or a name. */
export const claimsOf = (item: Mark | Unmapped): readonly Claim[] =>
  item.kind === 'route' ? item.tally.claims : item.claims
