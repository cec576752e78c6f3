import { fold } from './fold.ts'
import type { Gazetteer } from './gazetteer.ts'
import { ancestors, atPrecision, coarser, isCoarserLevel, nameIn } from './place.ts'
import type { Names, GazetteerPlace, PlaceEntry } from './place.ts'

/** Gazetteer result for the text of a record. */
export type Resolved =
  | { readonly kind: 'place'; readonly place: GazetteerPlace }
  | { readonly kind: 'unknown' | 'ambiguous'; readonly text: string }

type ResolveLanguage = keyof Names

/** `Tumen, Jilin`, `지린성 투먼시`, `吉林省图们市`: a name, and its containing place. */
const splits = (text: string): [name: string, within: string][] => {
  const comma = /^(.+?)[,，、]\s*(.+)$/u.exec(text)
  if (comma !== null) return [[comma[1] ?? '', comma[2] ?? '']]
  if (/^[가-힣 ]+$/u.test(text.normalize('NFC'))) {
    return [...text.matchAll(/ /g)].map(({ index }) => [
      text.slice(index + 1),
      text.slice(0, index),
    ])
  }
  return /^[\u{3400}-\u{9fff}]{4,}$/u.test(text)
    ? Array.from({ length: text.length - 3 }, (_, at): [string, string] => [
        text.slice(at + 2),
        text.slice(0, at + 2),
      ])
    : []
}

const named = ({ byName }: Gazetteer, text: string): readonly GazetteerPlace[] =>
  byName.get(fold(text)) ?? []

/** Every place that the text may mean. */
const candidates = (gazetteer: Gazetteer, text: string): readonly GazetteerPlace[] => {
  const whole = named(gazetteer, text)
  if (whole.length > 0) return whole
  return splits(text).flatMap(([name, within]) => {
    const areas = candidates(gazetteer, within)
    return areas.length === 0
      ? []
      : named(gazetteer, name).filter((place) =>
          ancestors(place).some((area) => areas.includes(area)),
        )
  })
}

/** Of nested places the outermost: an ambiguous name means the coarser one. */
const outermost = (places: readonly GazetteerPlace[]): GazetteerPlace[] =>
  places.filter((place) => !ancestors(place).some((area) => places.includes(area)))

const preferred = (
  places: readonly GazetteerPlace[],
  precision: PlaceEntry['precision'],
): readonly GazetteerPlace[] => {
  const wanted = precision === 'site' ? 'town' : precision
  const fitting = places.filter(({ level }) => level === wanted)
  const left = fitting.length > 0 ? fitting : places
  const known = left.filter(({ isKnown }) => isKnown)
  return outermost(known.length > 0 ? known : left)
}

const one = (gazetteer: Gazetteer, { text, precision }: PlaceEntry): Resolved => {
  const [first, second] = preferred(candidates(gazetteer, text), precision)
  if (first === undefined) return { kind: 'unknown', text }
  return second === undefined ? { kind: 'place', place: first } : { kind: 'ambiguous', text }
}

/** The gazetteer's place for a record, regardless of the record's precision. */
export const placeOf = (gazetteer: Gazetteer, entry: PlaceEntry): GazetteerPlace | null => {
  const found = one(gazetteer, entry)
  return found.kind === 'place' ? found.place : null
}

/**
 * Resolves the text of a record, never finer than its precision. Names separated by semicolons are
 * several places.
 */
export const resolve = (gazetteer: Gazetteer, { text, precision }: PlaceEntry): Resolved[] =>
  text
    .split(/[;；]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const found = one(gazetteer, { text: part, precision })
      return found.kind === 'place'
        ? { kind: 'place', place: atPrecision(found.place, precision) }
        : found
    })

const joined = (names: readonly string[], language: ResolveLanguage): string => {
  const outward = language === 'en' ? names : [...names].reverse()
  return outward.join(language === 'en' ? ', ' : language === 'ko' ? ' ' : '')
}

/** A record's text for a place, with as many containing places as needed to be unambiguous. */
export const entryOf = (
  gazetteer: Gazetteer,
  place: GazetteerPlace,
  language: ResolveLanguage,
): PlaceEntry => {
  const { level: precision } = place
  const chain = [place, ...ancestors(place)]
  const texts = chain.map((_, upTo) =>
    // A name in mixed scripts belongs to no language.
    chain.slice(0, upTo + 1).every(({ names }) => names[language] !== null)
      ? joined(
          chain.slice(0, upTo + 1).map((each) => nameIn(each, language)),
          language,
        )
      : joined(
          chain.slice(0, upTo + 1).map(({ names }) => names.en),
          'en',
        ),
  )
  const text = texts.find((text) => placeOf(gazetteer, { text, precision }) === place)
  return { text: text ?? texts[0] ?? '', precision }
}

/**
 * The same place one step coarser; null if the gazetteer does not know it, or has nothing coarser.
 */
export const coarserEntry = (
  gazetteer: Gazetteer,
  entry: PlaceEntry,
  language: ResolveLanguage,
): PlaceEntry | null => {
  const place = placeOf(gazetteer, entry)
  if (place === null) return null
  // The text is already coarser than the record's precision.
  if (isCoarserLevel(place.level, entry.precision)) return { ...entry, precision: place.level }
  const meant = atPrecision(place, entry.precision)
  const next = meant === place ? coarser(place) : meant
  return next === null ? null : entryOf(gazetteer, next, language)
}
