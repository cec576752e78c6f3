import { bare, bareLatin, fold, foldKorean, isLatin } from './fold.ts'
import type { GeoNamesTable } from './geonames.ts'
import { countryNames } from './known/provinces.ts'
import { knownCounties, knownProvinces, knownTowns } from './known-rows.ts'
import { createNameList } from './name-list.ts'
import type { NameList } from './name-list.ts'
import type { Level, Names, GazetteerPlace } from './place.ts'
import type { Steps } from '../../shared/steps.ts'

export type Gazetteer = {
  readonly places: readonly GazetteerPlace[]
  readonly byId: ReadonlyMap<string, GazetteerPlace>
  /** All folded names. */
  readonly names: NameList
  /** Folded Korean names in Latin letters, independent of the romanization. */
  readonly looseNames: NameList
  readonly byName: ReadonlyMap<string, readonly GazetteerPlace[]>
  /** Countries by the numeric code of their shape on the map. */
  readonly countryByShape: ReadonlyMap<string, GazetteerPlace>
}

// A place's radius is known only after all places inside it.
type GazetteerBuild = Omit<GazetteerPlace, 'radius' | 'parent'> & {
  radius: number
  readonly parent: GazetteerBuild | null
}

const townRadius = 4
const countyRadius = 16
/** Two places with the same name that are further apart are different places. */
const sameTown = 0.9

const countryOf = (code: string): string => code.slice(0, 2)
const provinceOf = (code: string): string => code.split(/[./]/).slice(0, 2).join('.')

const namesOfCountries = (): ((code: string) => Names) => {
  const [en, ko, zh] = ['en', 'ko', 'zh-Hans'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region' }),
  )
  return (code) => ({
    en: en?.of(code) ?? code,
    ko: ko?.of(code) ?? null,
    zh: zh?.of(code) ?? null,
  })
}

const isKorean = (id: string): boolean => id.startsWith('KP') || id.startsWith('KR')

/** All folded spellings of a place. */
const keysOf = ({ names, variants }: GazetteerPlace): Set<string> => {
  const keys = new Set<string>()
  for (const name of [names.en, names.ko, names.zh, ...variants]) {
    if (name === null) continue
    const folded = fold(name)
    keys.add(folded)
    keys.add(isLatin(name) ? bareLatin(folded) : fold(bare(name)))
  }
  return keys
}

/** The folded name by which two lists identify the same place. */
const shared = (id: string, name: string): string => {
  const folded = bareLatin(fold(name))
  return isKorean(id) ? foldKorean(folded) : folded
}

const near = (a: GazetteerBuild, lat: number, lng: number): boolean =>
  Math.abs(a.lat - lat) < sameTown && Math.abs(a.lng - lng) < sameTown

/** Places processed before a yield: well under a millisecond. */
const aStep = 200

class Builder {
  readonly drafts: GazetteerBuild[] = []
  readonly byId = new Map<string, GazetteerBuild>()
  readonly #towns: GeoNamesTable['towns']
  /** Our own counties by province and shared name. */
  readonly #known = new Map<string, GazetteerBuild>()
  readonly #alias = new Map<string, GazetteerBuild>()

  constructor(table: GeoNamesTable) {
    this.#towns = table.towns
  }

  *build(table: GeoNamesTable): Steps<void> {
    this.#countries(table)
    yield
    this.#provinces(table)
    yield
    this.#knownCounties()
    yield
    yield* this.#counties(table)
    yield* this.#allTowns()
    this.#sizes()
  }

  #add(
    draft: Omit<GazetteerBuild, 'isKnown' | 'variants'> & Partial<GazetteerBuild>,
  ): GazetteerBuild {
    const whole: GazetteerBuild = { variants: [], isKnown: false, ...draft }
    this.drafts.push(whole)
    this.byId.set(whole.id, whole)
    return whole
  }

  #countries({ countries }: GeoNamesTable): void {
    const namesOf = namesOfCountries()
    for (const [id, , lat, lng, radius] of countries) {
      const variants = countryNames[id] ?? []
      const place = { id, level: 'country' as Level, lat, lng, radius, parent: null }
      this.#add({ ...place, names: namesOf(id), variants, isKnown: variants.length > 0 })
    }
  }

  #provinces({ provinces }: GeoNamesTable): void {
    const known = knownProvinces()
    for (const [id, name, lat, lng, radius] of provinces) {
      const parent = this.byId.get(countryOf(id)) ?? null
      if (parent === null) continue
      const own = known.get(id)
      const plain = { en: name, ko: null, zh: null }
      const place = { id, level: 'province' as Level, lat, lng, radius, parent }
      this.#add({
        ...place,
        names: own?.names ?? plain,
        variants: own === undefined ? [] : [...own.variants, name],
        isKnown: own !== undefined,
      })
    }
  }

  /** GeoNames coordinates of towns in North Korea, by province and shared name. */
  #koreanTowns(): ReadonlyMap<string, { lat: number; lng: number }> {
    const found = new Map<string, { lat: number; lng: number }>()
    for (const [code, flat] of Object.entries(this.#towns)) {
      if (countryOf(code) !== 'KP') continue
      for (let at = 0; at < flat.length; at += 3) {
        found.set(`${provinceOf(code)} ${shared(code, String(flat[at]))}`, {
          lat: Number(flat[at + 1]),
          lng: Number(flat[at + 2]),
        })
      }
    }
    return found
  }

  #knownCounties(): void {
    const towns = this.#koreanTowns()
    for (const { id, parent: parentId, position, names, variants } of knownCounties()) {
      const parent = this.byId.get(parentId) ?? null
      const at =
        position ??
        [names.en, ...variants]
          .map((name) => towns.get(`${provinceOf(id)} ${shared(id, name)}`))
          .find((town) => town !== undefined)
      if (parent === null || at === undefined) continue
      const place = { id, level: 'county' as Level, radius: countyRadius, ...at, parent }
      const draft = this.#add({ ...place, names, variants, isKnown: true })
      for (const name of [names.en, ...variants.filter(isLatin)]) {
        const key = `${provinceOf(id)} ${shared(id, name)}`
        if (!this.#known.has(key)) this.#known.set(key, draft)
      }
    }
  }

  *#counties({ counties }: GeoNamesTable): Steps<void> {
    for (const [at, [id, name, lat, lng, radius]] of counties.entries()) {
      if (at % aStep === 0) yield
      const province = provinceOf(id)
      const own = this.#known.get(`${province} ${shared(id, name)}`)
      if (own !== undefined) {
        this.#alias.set(id, own)
        continue
      }
      const parent = this.byId.get(province) ?? this.byId.get(countryOf(id)) ?? null
      if (parent === null) continue
      const names = { en: name, ko: null, zh: null }
      this.#add({ id, level: 'county', names, lat, lng, radius, parent })
    }
  }

  *#allTowns(): Steps<void> {
    const known = knownTowns()
    for (const [number, [code, flat]] of Object.entries(this.#towns).entries()) {
      if (number % 20 === 0) yield
      const area =
        this.#alias.get(code) ?? this.byId.get(code) ?? this.byId.get(countryOf(code)) ?? null
      if (area === null) continue
      const province = provinceOf(code)
      for (let at = 0; at < flat.length; at += 3) {
        const [name, lat, lng] = [String(flat[at]), Number(flat[at + 1]), Number(flat[at + 2])]
        const own = this.#known.get(`${province} ${shared(code, name)}`)
        const parent = own !== undefined && near(own, lat, lng) ? own : area
        const listed = known.get(`${countryOf(code)} ${fold(name)}`)
        const isSeat = parent.isKnown && shared(code, parent.names.en) === shared(code, name)
        const { ko, zh } = parent.names
        const seat = {
          // As spelled in our own list.
          en: parent.names.en.replace(/ (?:County|District|Prefecture|Province|City)$/, ''),
          ko: ko && bare(ko),
          zh: zh && bare(zh),
        }
        this.#add({
          id: `${code}/${fold(name)}/${lat},${lng}`,
          level: 'town',
          names: listed?.names ?? (isSeat ? seat : { en: name, ko: null, zh: null }),
          variants: listed?.variants ?? (isSeat ? [name] : []),
          lat,
          lng,
          radius: townRadius,
          parent,
          isKnown: listed !== undefined || isSeat,
        })
      }
    }
  }

  /** A place is larger than each place inside it. */
  #sizes(): void {
    for (const draft of [...this.drafts].reverse()) {
      const { parent, radius } = draft
      if (parent !== null) parent.radius = Math.max(parent.radius, Math.ceil(radius * 1.1))
    }
  }
}

/**
 * All places, from the GeoNames extract of the build and from our own list, step by step: one run
 * would block the window too long.
 */
export const gazetteerSteps = function* (table: GeoNamesTable): Steps<Gazetteer> {
  const builder = new Builder(table)
  yield* builder.build(table)
  const { drafts: places, byId } = builder
  const names: [string, GazetteerPlace][] = []
  const loose: [string, GazetteerPlace][] = []
  const byName = new Map<string, GazetteerPlace[]>()
  for (const [at, place] of places.entries()) {
    if (at % aStep === 0) yield
    for (const key of keysOf(place)) {
      names.push([key, place])
      const same = byName.get(key)
      if (same === undefined) byName.set(key, [place])
      else same.push(place)
      if (isKorean(place.id) && isLatin(key)) loose.push([foldKorean(key), place])
    }
  }
  yield
  const countryByShape = new Map(
    table.countries.flatMap(([id, shape]) => {
      const place = byId.get(id)
      return place === undefined ? [] : [[shape, place] as const]
    }),
  )
  yield
  const nameList = createNameList(names)
  yield
  return {
    places,
    byId,
    names: nameList,
    looseNames: createNameList(loose),
    byName,
    countryByShape,
  }
}

/** The same in one run, where blocking is acceptable. */
export const createGazetteer = (table: GeoNamesTable): Gazetteer => {
  const steps = gazetteerSteps(table)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
