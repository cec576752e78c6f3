import { isHan, isHangul } from '../letters.ts'
import { simplified } from '../han-variants.ts'
import {
  charactersOfHangul,
  charactersOfPinyin,
  hangulSyllables,
  koreanReadings,
  pinyinReadings,
  pinyinSyllables,
} from './readings.ts'
import { northSouth, spellings } from './romanize.ts'

/** A name that must not appear, in any one script: `김철수`, `金哲洙`, `Kim Chol Su`, `Zhang Wei`. */
export interface ProtectedName {
  readonly text: string
}

/** One syllable of a name in every script that we can reach from the one that was given. */
export interface Syllable {
  readonly hangul: ReadonlySet<string>
  readonly han: ReadonlySet<string>
  readonly korean: readonly string[]
  readonly pinyin: readonly string[]
}

/** A name as written in Korea or China: family name first. Names of other forms have `plain` only. */
export interface Shape {
  readonly surname: readonly Syllable[]
  readonly given: readonly Syllable[]
  /** The name as given, letters only, lower case. */
  readonly plain: string
  /** The same with its last word first: `Gonzalez, Maria`. */
  readonly turned: string
}

const twoSyllables = new Set([
  '남궁',
  '황보',
  '제갈',
  '선우',
  '독고',
  '사공',
  '司马',
  '欧阳',
  '诸葛',
  '上官',
  '夏侯',
  '南宫',
  '鲜于',
  '皇甫',
  '独孤',
  '司空',
])

const lettersOnly = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, '')

/** Names are compared without marks and in lower case; `ü` is written u or v. */
const plainLatin = (syllable: string): readonly string[] =>
  syllable.includes('ü')
    ? [syllable.replace('ü', 'u'), syllable.replace('ü', 'v'), syllable.replace('ü', 'yu')]
    : [syllable]

function syllable(hangul: Iterable<string>, han: Iterable<string>, isSurname: boolean): Syllable {
  const read = new Set([...hangul].flatMap(northSouth))
  const characters = new Set(han)
  return {
    hangul: read,
    han: characters,
    korean: [...new Set([...read].flatMap((each) => [...spellings(each, isSurname)]))],
    pinyin: [
      ...new Set([...characters].flatMap((each) => pinyinReadings(each).flatMap(plainLatin))),
    ],
  }
}

const ofHangul = (text: string, isSurname: boolean): Syllable =>
  syllable(
    [text],
    northSouth(text).flatMap((each) => [...charactersOfHangul(each)]),
    isSurname,
  )

const ofHan = (text: string, isSurname: boolean): Syllable =>
  syllable(koreanReadings(text), [text], isSurname)

function split<T>(
  units: readonly string[],
  make: (unit: string, isSurname: boolean) => T,
): { readonly surname: readonly T[]; readonly given: readonly T[] } {
  const long = units.length > 3 || twoSyllables.has(units.slice(0, 2).join('')) ? 2 : 1
  const at = units.length > 2 && twoSyllables.has(units.slice(0, 2).join('')) ? long : 1
  return {
    surname: units.slice(0, at).map((unit) => make(unit, true)),
    given: units.slice(at).map((unit) => make(unit, false)),
  }
}

let latinTable: ReadonlyMap<string, { hangul: string[]; pinyin: string[] }> | undefined

function latinSyllables(): ReadonlyMap<string, { hangul: string[]; pinyin: string[] }> {
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

const ofLatin = (spelling: string, isSurname: boolean): Syllable => {
  const { hangul = [], pinyin = [] } = latinSyllables().get(spelling) ?? {}
  const made = syllable(
    hangul,
    [
      ...pinyin.flatMap((each) => [...charactersOfPinyin(each)]),
      ...hangul.flatMap((each) => [...charactersOfHangul(each)]),
    ],
    isSurname,
  )
  return { ...made, korean: [...new Set([spelling, ...made.korean])] }
}

/** `Cholsu` into chol and su: the split with the fewest parts, if there is one. */
function cut(word: string): readonly string[] | undefined {
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

/** What is known of a name in every script. Nothing but the name itself goes in. */
export function shapeOf(name: ProtectedName): Shape {
  const text = simplified(name.text.normalize('NFKC')).trim()
  const plain = lettersOnly(text)
  const words = text.split(/[ ,.]+/).filter((word) => word !== '')
  const turned = lettersOnly([words.at(-1) ?? '', ...words.slice(0, -1)].join(''))
  const units = [...text].filter((unit) => isHangul(unit) || isHan(unit))
  if (units.length >= 2 && units.length <= 5 && units.every(isHangul)) {
    return { ...split(units, ofHangul), plain, turned }
  }
  if (units.length >= 2 && units.length <= 5 && units.every(isHan)) {
    return { ...split(units, ofHan), plain, turned }
  }
  const tokens = text
    .split(/[ ,.'’-]+/)
    .map(lettersOnly)
    .filter((token) => token !== '')
  const parts = tokens.map(cut)
  const known = parts.every((part) => part !== undefined)
  const flat = parts.flatMap((part) => part ?? [])
  if (tokens.length < 2 || !known || flat.length > 5)
    return { surname: [], given: [], plain, turned }
  return { ...split(flat, ofLatin), plain, turned }
}

/** How many spellings of one name are tried, the standard ones first. */
const most = 3_000

function product(syllables: readonly (readonly string[])[], limit: number): readonly string[] {
  let forms: readonly string[] = ['']
  for (const choices of syllables) {
    const next: string[] = []
    for (const form of forms) for (const choice of choices) next.push(form + choice)
    forms = next.slice(0, limit)
  }
  return forms
}

/** Latin forms, letters only: family name first and last. */
export function latinForms(shape: Shape): readonly string[] {
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
