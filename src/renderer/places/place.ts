import type { ReportContent } from '../../shared/records.ts'

/** A place as records keep it: words, and how exact they are meant. */
export type PlaceEntry = ReportContent['place']
type Precision = PlaceEntry['precision']
/** What the gazetteer tells apart; a `site` is always finer than anything in it. */
export type Level = Exclude<Precision, 'site' | 'unstated'>

/** From coarse to fine. */
export const levels = ['country', 'province', 'county', 'town'] as const satisfies readonly Level[]

const order: readonly Precision[] = [...levels, 'site']

/** True when `a` says less than `b`; what is not stated is coarser than nothing. */
export const isCoarserLevel = (a: Level, b: Precision): boolean =>
  b !== 'unstated' && order.indexOf(a) < order.indexOf(b)

/** Names of one place; Hangul and Hanzi only where somebody wrote them down or the system knows them. */
export type Names = {
  readonly en: string
  readonly ko: string | null
  readonly zh: string | null
}

export type GazetteerPlace = {
  readonly id: string
  readonly level: Level
  readonly names: Names
  /** Other spellings, for looking it up alone. */
  readonly variants: readonly string[]
  /** What it lies in; null for a country. */
  readonly parent: GazetteerPlace | null
  readonly lat: number
  readonly lng: number
  /** Half of its width, roughly, in kilometres. */
  readonly radius: number
  /** From our own list, which is looked up before GeoNames. */
  readonly isKnown: boolean
}

type PlaceNameLanguage = keyof Names

/** A place's name in a language, or as it is romanised. */
export const nameIn = ({ names }: GazetteerPlace, language: PlaceNameLanguage): string =>
  names[language] ?? names.en

/** What a place lies in, the nearest first. */
export const ancestors = (place: GazetteerPlace): GazetteerPlace[] =>
  place.parent === null ? [] : [place.parent, ...ancestors(place.parent)]

/** One step up: what the place lies in; null for a country. */
export const coarser = (place: GazetteerPlace): GazetteerPlace | null => place.parent

/** The place, or what it lies in that is no finer than `precision`. */
export const atPrecision = (place: GazetteerPlace, precision: Precision): GazetteerPlace => {
  if (precision === 'unstated') return place
  const isFiner = order.indexOf(place.level) > order.indexOf(precision)
  return isFiner && place.parent !== null ? atPrecision(place.parent, precision) : place
}
