import type { ReportContent } from '../../shared/records.ts'

/** A place as stored in records: text and precision. */
export type PlaceEntry = ReportContent['place']
type Precision = PlaceEntry['precision']
/** Levels of the gazetteer; a `site` is always finer than all of them. */
export type Level = Exclude<Precision, 'site' | 'unstated'>

/** From coarse to fine. */
export const levels = ['country', 'province', 'county', 'town'] as const satisfies readonly Level[]

const order: readonly Precision[] = [...levels, 'site']

/** True if `a` is coarser than `b`; nothing is coarser than an unstated precision. */
export const isCoarserLevel = (a: Level, b: Precision): boolean =>
  b !== 'unstated' && order.indexOf(a) < order.indexOf(b)

/** Names of one place; Hangul and Hanzi only if our list or the system has them. */
export type Names = {
  readonly en: string
  readonly ko: string | null
  readonly zh: string | null
}

export type GazetteerPlace = {
  readonly id: string
  readonly level: Level
  readonly names: Names
  /** Other spellings, for searching only. */
  readonly variants: readonly string[]
  /** The containing place; null for a country. */
  readonly parent: GazetteerPlace | null
  readonly lat: number
  readonly lng: number
  /** About half its width, in kilometres. */
  readonly radius: number
  /** From our own list, which has priority over GeoNames. */
  readonly isKnown: boolean
}

type PlaceNameLanguage = keyof Names

/** The name of a place in a language, otherwise romanized. */
export const nameIn = ({ names }: GazetteerPlace, language: PlaceNameLanguage): string =>
  names[language] ?? names.en

/** The containing places, nearest first. */
export const ancestors = (place: GazetteerPlace): GazetteerPlace[] =>
  place.parent === null ? [] : [place.parent, ...ancestors(place.parent)]

/** The next coarser place; null for a country. */
export const coarser = (place: GazetteerPlace): GazetteerPlace | null => place.parent

/** The place, or the containing place that is no finer than `precision`. */
export const atPrecision = (place: GazetteerPlace, precision: Precision): GazetteerPlace => {
  if (precision === 'unstated') return place
  const isFiner = order.indexOf(place.level) > order.indexOf(precision)
  return isFiner && place.parent !== null ? atPrecision(place.parent, precision) : place
}
