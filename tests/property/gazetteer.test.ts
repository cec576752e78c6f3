import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { geoNamesTable } from '../../scripts/run/geonames.ts'
import { createGazetteer } from '../../src/renderer/places/gazetteer.ts'
import { knownCounties, knownProvinces, knownTowns } from '../../src/renderer/places/known-rows.ts'
import { ancestors, levels } from '../../src/renderer/places/place.ts'
import type { GazetteerPlace, PlaceEntry } from '../../src/renderer/places/place.ts'
import { coarserEntry, entryOf, placeOf, resolve } from '../../src/renderer/places/resolve.ts'
import { searchPlaces } from '../../src/renderer/places/search.ts'
import { cpuTime } from '../exchange/cpu-time.ts'

const table = geoNamesTable()
const gazetteer = createGazetteer(table)
const languages = ['en', 'ko', 'zh'] as const

const first = (typed: string): string | undefined => searchPlaces(gazetteer, typed, 8)[0]?.id
const anyPlace = fc.constantFrom(...gazetteer.places)
const knownPlace = fc.constantFrom(...gazetteer.places.filter(({ isKnown }) => isKnown))
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 40 })
  .map((codes) => String.fromCodePoint(...codes))
const language = fc.constantFrom(...languages)

describe('the gazetteer', () => {
  it('fits into less than a megabyte', () => {
    expect(Buffer.byteLength(JSON.stringify(table))).toBeLessThan(1_000_000)
  })

  it('has every place of our own list, each with its position', () => {
    const missing = knownCounties().filter(({ id }) => !gazetteer.byId.has(id))
    expect(missing.map(({ id }) => id)).toEqual([])
    for (const code of knownProvinces().keys()) {
      expect([code, gazetteer.byId.get(code)?.isKnown]).toEqual([code, true])
    }
    const towns = new Set(
      gazetteer.places.filter(({ level }) => level === 'town').map(({ names }) => names.ko),
    )
    for (const { names } of knownTowns().values()) expect(towns).toContain(names.ko)
  })

  it('has our counties where their province is', () => {
    for (const { id, parent: parentId } of knownCounties()) {
      const place = gazetteer.byId.get(id)
      const parent = gazetteer.byId.get(parentId)
      if (place === undefined || parent === undefined) continue
      const away = Math.hypot(
        place.lat - parent.lat,
        (place.lng - parent.lng) * Math.cos((place.lat * Math.PI) / 180),
      )
      expect([id, away * 111 < parent.radius + 330]).toEqual([id, true])
    }
  })

  it('knows every shape of the world map that has a code', () => {
    expect(gazetteer.countryByShape.size).toBeGreaterThan(230)
    expect(gazetteer.countryByShape.get('408')?.names).toEqual({
      en: 'North Korea',
      ko: '북한',
      zh: '朝鲜',
    })
  })
})

describe('a search', () => {
  it.each([
    ['tumen', 'CN.05/tumen'],
    ['Tumen, Jilin', 'CN.05/tumen'],
    ['도문', 'CN.05/tumen'],
    ['투먼', 'CN.05/tumen'],
    ['图们', 'CN.05/tumen'],
    ['圖們', 'CN.05/tumen'],
    ['sinuiju', 'KP.11/sinuiju'],
    ['Sinŭiju', 'KP.11/sinuiju'],
    ['SHINUIJU', 'KP.11/sinuiju'],
    ['hoeryeong', 'KP.17/hoeryong'],
    ["Ch'ŏngjin", 'KP.17/chongjin'],
    ['Cheongjin', 'KP.17/chongjin'],
    ['Saebyol', 'KP.17/kyongwon'],
    ['무산', 'KP.17/musan'],
    ['무산군', 'KP.17/musan'],
    ['회려', 'KP.17/hoeryong'],
    ['연변', 'CN.05/yanbian'],
    ['량강', 'KP.13'],
    ['양강도', 'KP.13'],
    ['조선', 'KP'],
    ['DPRK', 'KP'],
    ['北韩', 'KP'],
    ['Ji’an', 'CN.05/jian'],
    ['jian', 'CN.05/jian'],
  ])('for %s finds %s first', (typed, id) => {
    expect(first(typed)).toBe(id)
  })

  it('finds a word inside a name, and nothing in the middle of a word', () => {
    const found = searchPlaces(gazetteer, 'hamgyong', 8).map(({ id }) => id)
    expect(found).toEqual(expect.arrayContaining(['KP.03', 'KP.17']))
    expect(searchPlaces(gazetteer, 'amgyong', 8)).toEqual([])
  })

  it('finds every place of our own by each of its names', () => {
    fc.assert(
      fc.property(knownPlace, ({ id, names, level }) => {
        for (const name of [names.en, names.ko, names.zh]) {
          if (name === null) continue
          const found = searchPlaces(gazetteer, name.normalize('NFD'), 60)
          expect(found.some((place) => place.id === id || place.level !== level)).toBe(true)
          expect(found.map((place) => place.id)).toContain(id)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('takes any text at all', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(searchPlaces(gazetteer, typed, 8).length).toBeLessThanOrEqual(8)
      }),
    )
  })

  it('takes a few milliseconds', () => {
    const typed = ['t', 'tu', 'tumen', '무', '무산', '图', 'pyong', 'north', 'a', 'qu']
    for (const each of typed) searchPlaces(gazetteer, each, 8)
    const times = typed.map((each) => {
      const since = cpuTime()
      searchPlaces(gazetteer, each, 8)
      return cpuTime() - since
    })
    times.sort((a, b) => a - b)
    expect(times[5]).toBeLessThan(10)
  })
})

describe('the words of a record', () => {
  const meant = (text: string, precision: PlaceEntry['precision']): string[] =>
    resolve(gazetteer, { text, precision }).map((found) =>
      found.kind === 'place' ? `${found.place.names.en} ${found.place.level}` : found.kind,
    )

  it('are never resolved to a more precise place than the record says', () => {
    fc.assert(
      fc.property(
        anyPlace,
        language,
        fc.constantFrom(...levels),
        ({ names }, tongue, precision) => {
          const text = names[tongue] ?? names.en
          for (const found of resolve(gazetteer, { text, precision })) {
            if (found.kind !== 'place') continue
            const at = levels.indexOf(found.place.level)
            expect(at).toBeLessThanOrEqual(levels.indexOf(precision))
          }
        },
      ),
    )
  })

  it('mean the place of that precision, or what it lies in', () => {
    expect(meant('Dandong', 'town')).toEqual(['Dandong town'])
    expect(meant('Dandong', 'site')).toEqual(['Dandong town'])
    expect(meant('Dandong', 'county')).toEqual(['Dandong county'])
    expect(meant('Dandong', 'province')).toEqual(['Liaoning province'])
    expect(meant('Dandong', 'country')).toEqual(['China country'])
    expect(meant('North Korea', 'town')).toEqual(['North Korea country'])
  })

  it('mean the coarser place where nothing is said, and no place where two places have one name', () => {
    expect(meant('Dandong', 'unstated')).toEqual(['Dandong county'])
    expect(meant('Yanjing', 'town')).toEqual(['ambiguous'])
    expect(meant('a yard behind the school', 'site')).toEqual(['unknown'])
    expect(meant('Dandong; Tumen', 'town')).toEqual(['Dandong town', 'Tumen town'])
  })

  it('may say what a place lies in, as each language does', () => {
    expect(meant('Tumen, Jilin', 'county')).toEqual(['Tumen county'])
    expect(meant('지린성 투먼시', 'county')).toEqual(['Tumen county'])
    expect(meant('吉林省图们市', 'county')).toEqual(['Tumen county'])
  })

  it('lead back to the place that they were made from', () => {
    fc.assert(
      fc.property(knownPlace, language, (place, tongue) => {
        const found = resolve(gazetteer, entryOf(gazetteer, place, tongue))
        const [only] = found
        expect(found).toHaveLength(1)
        // Two towns with one name in one province cannot be told apart.
        expect(only?.kind === 'place' ? only.place : place).toBe(place)
      }),
      { numRuns: 200 },
    )
  })
})

describe('one step coarser', () => {
  const contains = (outer: GazetteerPlace, inner: GazetteerPlace): boolean =>
    ancestors(inner).includes(outer)

  it('leads from every place to its country, each step to what the last one lies in', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const chain = [place, ...ancestors(place)]
        expect(chain.at(-1)?.level).toBe('country')
        chain.slice(1).forEach((outer, at) => {
          const inner = chain[at] as GazetteerPlace
          expect(levels.indexOf(outer.level)).toBeLessThanOrEqual(levels.indexOf(inner.level))
          expect(outer.radius).toBeGreaterThan(inner.radius)
        })
      }),
    )
  })

  it('goes from town to county to province to country', () => {
    const steps: string[] = []
    let entry: PlaceEntry | null = { text: '투먼', precision: 'site' }
    while (entry !== null) {
      steps.push(`${entry.text} ${entry.precision}`)
      entry = coarserEntry(gazetteer, entry, 'ko')
    }
    expect(steps).toEqual([
      '투먼 site',
      '투먼 town',
      '투먼시 county',
      '옌볜 조선족 자치주 county',
      '지린성 province',
      '중국 country',
    ])
  })

  it('never leaves a name that says more than its precision', () => {
    expect(coarserEntry(gazetteer, { text: 'Dandong', precision: 'province' }, 'en')).toEqual({
      text: 'Liaoning',
      precision: 'province',
    })
  })

  it('of a record ends, and every step is coarser than the last', () => {
    fc.assert(
      fc.property(knownPlace, language, (place, tongue) => {
        let entry = entryOf(gazetteer, place, tongue)
        for (let steps = 0; ; steps += 1) {
          expect(steps).toBeLessThan(8)
          const next = coarserEntry(gazetteer, entry, tongue)
          if (next === null) break
          const inner = placeOf(gazetteer, entry)
          const outer = placeOf(gazetteer, next)
          if (inner !== null && outer !== null) expect(contains(outer, inner)).toBe(true)
          entry = next
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is not offered of what the gazetteer does not know', () => {
    const entry = { text: 'behind the school', precision: 'site' } as const
    expect(coarserEntry(gazetteer, entry, 'en')).toBe(null)
    expect(coarserEntry(gazetteer, { text: '', precision: 'unstated' }, 'en')).toBe(null)
    expect(coarserEntry(gazetteer, { text: '북한', precision: 'country' }, 'ko')).toBe(null)
  })
})
