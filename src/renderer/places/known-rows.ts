import { bareLatin, fold } from './fold.ts'
import { chineseCounties } from './known/china.ts'
import { koreanCounties } from './known/korea.ts'
import { provinces, townNames } from './known/provinces.ts'
import type { Names } from './place.ts'

type KnownNames = {
  readonly names: Names
  readonly variants: readonly string[]
}
type Position = {
  readonly lat: number
  readonly lng: number
  readonly radius: number
}

export type KnownCounty = {
  readonly id: string
  readonly parent: string
  /** null: the position of the town of that name in GeoNames. */
  readonly position: Position | null
} & KnownNames

const lines = (table: string): string[] => table.trim().split('\n')
const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim())
const listed = (cell = ''): string[] => (cell === '' ? [] : cell.split(', '))

const namesOf = (en = '', ko = '', zh = '', more = ''): KnownNames => ({
  names: { en, ko: ko === '' ? null : ko, zh: zh === '' ? null : zh },
  variants: listed(more),
})

/** Provinces with names in three scripts, by GeoNames code. */
export const knownProvinces = (): ReadonlyMap<string, KnownNames> =>
  new Map(
    lines(provinces).map((line) => {
      const [code = '', ...rest] = cells(line)
      return [code, namesOf(...rest)]
    }),
  )

const positionOf = (cell: string): Position | null => {
  const [lat, lng, radius] = cell.split(' ').map(Number)
  return lat === undefined || lng === undefined || radius === undefined
    ? null
    : { lat, lng, radius }
}

/** Prefectures, cities and counties of our own list; containing places come first. */
export const knownCounties = (): readonly KnownCounty[] => {
  let parent = ''
  return [...lines(koreanCounties), ...lines(chineseCounties)].flatMap((line) => {
    if (line.startsWith('= ')) {
      parent = line.slice(2)
      return []
    }
    const [en = '', ko, zh, at = '', more] = cells(line)
    const province = parent.split('/')[0] ?? parent
    const id = `${province}/${bareLatin(fold(en)).replaceAll(' ', '-')}`
    return [{ id, parent, position: positionOf(at), ...namesOf(en, ko, zh, more) }]
  })
}

/** Names of towns elsewhere, by country and folded name. */
export const knownTowns = (): ReadonlyMap<string, KnownNames> =>
  new Map(
    lines(townNames).map((line) => {
      const [country = '', en = '', ...rest] = cells(line)
      return [`${country} ${fold(en)}`, namesOf(en, ...rest)]
    }),
  )
