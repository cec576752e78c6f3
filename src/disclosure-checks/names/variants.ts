import { isHan, isHangul } from '../letters.ts'
import { simplified } from '../han-variants.ts'
import {
  charactersOfHangul,
  charactersOfPinyin,
  hangulSyllables,
  koreanReadings,
  pinyinReadings,
  pinyinSyllables,
  writingsOf,
} from './readings.ts'
import { entriesOf } from './entries.ts'
import { lettersOnly } from './plain.ts'
import { northSouth, spellings } from './romanize.ts'
import { isLongSurname, isSurname } from './surnames.ts'

/** A name that must not appear, as the user typed it: `김철수 (金哲洙)`, `Kim Chol Su`, `Zhang Wei`. */
export type ProtectedName = {
  readonly text: string
}

/** One syllable of a name, in every script that can be derived from the given one. */
export type Syllable = {
  readonly hangul: ReadonlySet<string>
  readonly han: ReadonlySet<string>
  readonly korean: readonly string[]
  readonly pinyin: readonly string[]
  /** As it was typed, in Hangul or Han; null: only derived. */
  readonly typed: string | null
}

/**
 * A name as written in Korea or China: family name first. Names of other forms have `plain` only.
 */
export type Shape = {
  readonly surname: readonly Syllable[]
  readonly given: readonly Syllable[]
  /** The name as given, letters only, lower case. */
  readonly plain: string
  /** The same with its last word first: `Gonzalez, Maria`. */
  readonly turned: string
  /** Number of its words. */
  readonly words: number
}

/** Names are compared without marks and in lower case; `ü` is written u or v. */
const plainLatin = (syllable: string): readonly string[] =>
  syllable.includes('ü')
    ? [syllable.replace('ü', 'u'), syllable.replace('ü', 'v'), syllable.replace('ü', 'yu')]
    : [syllable]

const syllable = (
  hangul: Iterable<string>,
  han: Iterable<string>,
  isFamily: boolean,
  typed: string | null,
): Syllable => {
  const read = new Set([...hangul].flatMap(northSouth))
  const characters = new Set(han)
  return {
    hangul: read,
    han: characters,
    korean: [...new Set([...read].flatMap((each) => [...spellings(each, isFamily)]))],
    pinyin: [
      ...new Set([...characters].flatMap((each) => pinyinReadings(each).flatMap(plainLatin))),
    ],
    typed,
  }
}

/** Position of a syllable: family names are few, and a single syllable is matched narrowly. */
type NamePart = {
  readonly isFamily: boolean
  readonly isAlone: boolean
}

/** Family names are few: of the characters with this reading, only those that are family names. */
const fitting = (characters: readonly string[], { isFamily }: NamePart): readonly string[] => {
  const surnames = isFamily ? characters.filter((each) => isSurname(simplified(each))) : []
  return surnames.length > 0 ? surnames : characters
}

const ofHangul = (text: string, part: NamePart): Syllable => {
  const wide = part.isFamily || !part.isAlone
  const characters = northSouth(text).flatMap((each) => [...charactersOfHangul(each, wide)])
  const fit = fitting(characters, part).flatMap((each) => [...writingsOf(each)])
  return syllable([text], fit, part.isFamily, text)
}

const ofHan = (text: string, { isFamily }: NamePart): Syllable => {
  const written = [...writingsOf(text)]
  return syllable(new Set(written.flatMap(koreanReadings)), written, isFamily, text)
}

const ofCharacter = (text: string, part: NamePart): Syllable =>
  isHangul(text) ? ofHangul(text, part) : ofHan(text, part)

const split = <T>(
  units: readonly string[],
  make: (unit: string, part: NamePart) => T,
): { readonly surname: readonly T[]; readonly given: readonly T[] } => {
  const at = units.length > 2 && isLongSurname(units.slice(0, 2)) ? 2 : 1
  const isAlone = units.length - at < 2
  return {
    surname: units.slice(0, at).map((unit) => make(unit, { isFamily: true, isAlone })),
    given: units.slice(at).map((unit) => make(unit, { isFamily: false, isAlone })),
  }
}

let latinTable: ReadonlyMap<string, { hangul: string[]; pinyin: string[] }> | undefined

const latinSyllables = (): ReadonlyMap<string, { hangul: string[]; pinyin: string[] }> => {
  if (latinTable !== undefined) return latinTable
  const table = new Map<string, { hangul: string[]; pinyin: string[] }>()
  const entry = (spelling: string): { hangul: string[]; pinyin: string[] } => {
    const known = table.get(spelling) ?? { hangul: [], pinyin: [] }
    table.set(spelling, known)
    return known
  }
  for (const each of hangulSyllables()) {
    for (const spelling of spellings(each, true)) entry(spelling).hangul.push(each)
  }
  for (const each of pinyinSyllables()) {
    for (const spelling of plainLatin(each)) entry(spelling).pinyin.push(each)
  }
  latinTable = table
  return table
}

const ofLatin = (spelling: string, part: NamePart): Syllable => {
  const { hangul = [], pinyin = [] } = latinSyllables().get(spelling) ?? {}
  // A spelling already covers many syllables: of a given name only the common characters.
  const characters = [
    ...pinyin.flatMap((each) => [...charactersOfPinyin(each, part.isFamily)]),
    ...hangul.flatMap((each) => [...charactersOfHangul(each, part.isFamily)]),
  ]
  const made = syllable(hangul, fitting(characters, part), part.isFamily, null)
  return { ...made, korean: [...new Set([spelling, ...made.korean])] }
}

/** `Cholsu` into chol and su: the split with the fewest parts, if there is one. */
const cut = (word: string): readonly string[] | undefined => {
  const table = latinSyllables()
  const best: (readonly string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end += 1) {
    for (let from = Math.max(0, end - 6); from < end; from += 1) {
      const before = best[from]
      const part = word.slice(from, end)
      if (before === undefined || !table.has(part)) continue
      const now = best[end]
      if (now === undefined || now.length > before.length + 1) best[end] = [...before, part]
    }
  }
  return best[word.length]
}

/** Matched only by its own letters, whatever their number. */
const exactly = (unit: string): Syllable => ({
  hangul: new Set([unit]),
  han: new Set(writingsOf(unit)),
  korean: [],
  pinyin: [],
  typed: unit,
})

/** A name in one script, with all forms that can be derived from it. */
const shapeOf = (name: string): Shape => {
  const text = simplified(name)
  const plain = lettersOnly(text)
  const words = text.split(/[ ,.]+/).filter((word) => word !== '')
  const turned = lettersOnly([words.at(-1) ?? '', ...words.slice(0, -1)].join(''))
  const as = { plain, turned, words: words.length }
  const units = [...text].filter((unit) => isHangul(unit) || isHan(unit))
  if (units.length >= 2) {
    return units.length <= 5
      ? { ...split(units, ofCharacter), ...as }
      : { surname: [], given: units.map(exactly), ...as }
  }
  const tokens = text
    .split(/[ ,.'’-]+/)
    .map(lettersOnly)
    .filter((token) => token !== '')
  const parts = tokens.map(cut)
  const known = parts.every((part) => part !== undefined)
  const flat = parts.flatMap((part) => part ?? [])
  if (tokens.length < 2 || !known || flat.length > 5) return { surname: [], given: [], ...as }
  return { ...split(flat, ofLatin), ...as }
}

/** The forms of a name in every script, derived only from the name itself. */
export const shapesOf = ({ text }: ProtectedName): readonly Shape[] =>
  entriesOf(text)
    .filter(({ asIs }) => !asIs)
    .map((entry) => shapeOf(entry.text))

/** How many spellings of one name are tried, the standard ones first. */
const most = 3_000

const product = (syllables: readonly (readonly string[])[], limit: number): readonly string[] => {
  let forms: readonly string[] = ['']
  for (const choices of syllables) {
    const next: string[] = []
    for (const form of forms) for (const choice of choices) next.push(form + choice)
    forms = next.slice(0, limit)
  }
  return forms
}

/** Latin forms, letters only: family name first and last. */
export const latinForms = (shape: Shape): readonly string[] => {
  const forms = new Set<string>()
  if (/^[a-z]/.test(shape.plain)) forms.add(shape.plain)
  if (/^[a-z]/.test(shape.turned)) forms.add(shape.turned)
  for (const system of ['korean', 'pinyin'] as const) {
    // A syllable has few standard spellings: the first ones of each are combined.
    const surname = product(
      shape.surname.map((each) => each[system].slice(0, 8)),
      24,
    )
    const given = product(
      shape.given.map((each) => each[system].slice(0, 14)),
      200,
    )
    for (const first of given) {
      for (const last of surname) {
        if (first === '' || last === '' || forms.size >= most) continue
        forms.add(last + first)
        forms.add(first + last)
      }
    }
  }
  return [...forms].filter((form) => form.length >= 4)
}
