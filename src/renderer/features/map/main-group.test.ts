import { describe, expect, it } from 'vitest'
import { runSync } from '../../data/time-slice.ts'
import { grouping } from './main-group.ts'
import type { MappedPlace, MappedRoute } from './mapped.ts'

let claim = 0
const placeAt = (id: string, lat: number, lng: number, claims: number): MappedPlace =>
  ({
    kind: 'place',
    id,
    place: { id, lat, lng, radius: 5, level: 'town' },
    claims: Array.from({ length: claims }, () => ({ id: String((claim += 1)) })),
  }) as unknown as MappedPlace
const routeOf = (from: MappedPlace, to: MappedPlace): MappedRoute =>
  ({ from: from.place, to: to.place }) as unknown as MappedRoute

const dandong = placeAt('dandong', 40.1, 124.4, 3)
const tumen = placeAt('tumen', 42.9, 129.8, 2)
const seoul = placeAt('seoul', 37.5, 127, 1)
const newYork = placeAt('new york', 40.7, -74, 1)

const grouped = (places: readonly MappedPlace[], routes: readonly MappedRoute[] = []): string[] =>
  [...runSync(grouping(places, routes))].sort()

describe('the main group of a map', () => {
  it('leaves out a place on the other side of the earth', () => {
    expect(grouped([dandong, tumen, seoul, newYork])).toEqual(['dandong', 'seoul', 'tumen'])
  })
  it('has all places if they are near each other', () => {
    expect(grouped([dandong, tumen, seoul])).toEqual(['dandong', 'seoul', 'tumen'])
  })
  it('has both of two distant places that share the claims evenly', () => {
    expect(grouped([placeAt('a', 40, 124, 2), placeAt('b', 41, -74, 2)])).toEqual(['a', 'b'])
  })
  it('is not stretched by a route to a distant place', () => {
    expect(grouped([dandong, tumen, newYork], [routeOf(dandong, newYork)])).toEqual([
      'dandong',
      'tumen',
    ])
  })
  it('has both ends of a route that is all there is', () => {
    const china = placeAt('china', 35, 104, 1)
    const shared = { ...placeAt('dandong', 40.1, 124.4, 0), claims: china.claims }
    expect(grouped([china, shared], [routeOf(china, shared)])).toEqual(['china', 'dandong'])
  })
  it('is empty without places', () => {
    expect(grouped([])).toEqual([])
  })
})
