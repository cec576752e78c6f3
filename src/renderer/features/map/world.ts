import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import farWorld from 'world-atlas/countries-110m.json'
import nearWorld from 'world-atlas/countries-50m.json'
import { timeSlice } from '../../data/time-slice.ts'
import { outline } from './chart.ts'

type World = Topology<{ countries: GeometryCollection; land: GeometryCollection }>

/** The earth as SVG paths. */
export type Outlines = {
  readonly land: string
  readonly borders: string
}

/** Piece by piece: all coastlines at once would block the window too long. */
const outlinesOf = function* (world: World): Generator<undefined, Outlines, undefined> {
  const land: string[] = []
  for (const { geometry } of feature(world, world.objects.land).features) {
    // All land is one shape of many pieces.
    if (geometry.type !== 'MultiPolygon') continue
    for (const piece of geometry.coordinates) {
      land.push(outline({ type: 'Polygon', coordinates: piece }))
      yield
    }
  }
  const borders: string[] = []
  for (const line of mesh(world, world.objects.countries, (a, b) => a !== b).coordinates) {
    borders.push(outline({ type: 'LineString', coordinates: line }))
    yield
  }
  return { land: land.join(''), borders: borders.join('') }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}

/** Coarse outlines for the whole earth. */
export const far = once(() => timeSlice(outlinesOf(farWorld)))
/** Detailed outlines for high zoom. */
export const near = once(() => timeSlice(outlinesOf(nearWorld)))

const countries = new Map<string, string>()

/** A country as a path, by ISO 3166 numeric code; empty if it has no shape. */
export const countryOutline = (digits: string): string => {
  const known = countries.get(digits)
  if (known !== undefined) return known
  const shape = nearWorld.objects.countries.geometries.find(({ id }) => String(id ?? '') === digits)
  const path = shape === undefined ? '' : outline(feature(nearWorld, shape))
  countries.set(digits, path)
  return path
}
