import { simplified } from '../han-variants.ts'
import { entriesOf } from './entries.ts'
import { lettersOnly } from './plain.ts'
import type { ProtectedName } from './variants.ts'

/** Names in scripts without syllable tables: `Пак Ен Хо`, `パク・ソヨン`. */
export const namesAsTheyAre = (names: readonly ProtectedName[]): readonly string[] => [
  ...new Set(
    names
      .flatMap(({ text }) => entriesOf(text))
      .filter(({ asIs }) => asIs)
      .map(({ text }) => lettersOnly(simplified(text)))
      .filter((letters) => letters.length > 2),
  ),
]

/** Anything except Latin, Han, Hangul and signs: most texts contain none. */
const otherLetters =
  /[\u0250-\u1fff\u2070-\u2fff\u3004-\u33ff\ua000-\uabff\ud7a4-\ufeff\uff10-\uffff]/
const letter = /^[\p{L}ー]$/u
const spaced =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Latin}\p{Script=Arabic}\p{Script=Armenian}\p{Script=Georgian}]$/u
const katakana = /^[\p{Script=Katakana}ー]$/u

/** Largest distance between letters of one word: a line break, a dot, a space. */
const widest = 4
/** Number of letters that may follow a name as its ending: `Хо`, `Хоу`. */
const ending = 2

type Letters = {
  readonly text: string
  readonly at: readonly number[]
}

const lettersOf = (text: string): Letters => {
  const at: number[] = []
  const bare = new Map<string, string>()
  let letters = ''
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index] ?? ''
    let form = bare.get(unit)
    if (form === undefined) {
      form = letter.test(unit) ? lettersOnly(unit).slice(0, 1) : ''
      bare.set(unit, form)
    }
    if (form === '') continue
    letters += form
    at.push(index)
  }
  return { text: letters, at }
}

const isBound = (text: string, at: number, script: RegExp): boolean => script.test(text[at] ?? ' ')

const isWhole = (text: string, start: number, end: number): boolean => {
  const [first, last] = [text[start] ?? '', text[end - 1] ?? '']
  if (katakana.test(first) && isBound(text, start - 1, katakana)) return false
  if (katakana.test(last) && isBound(text, end, katakana)) return false
  if (spaced.test(first) && isBound(text, start - 1, spaced)) return false
  if (!spaced.test(last)) return true
  let after = end
  while (after < end + ending && isBound(text, after, spaced)) after += 1
  return !isBound(text, after, spaced)
}

/** Finds names letter by letter, with any separators between their words. */
export const matchesAsIs = function* (
  text: string,
  names: readonly string[],
): Generator<readonly [number, number]> {
  if (names.length === 0 || !otherLetters.test(text)) return
  const letters = lettersOf(text)
  for (const name of names) {
    for (
      let from = letters.text.indexOf(name);
      from !== -1;
      from = letters.text.indexOf(name, from + 1)
    ) {
      const places = letters.at.slice(from, from + name.length)
      const [start = 0, last = 0] = [places[0], places.at(-1)]
      const isClose = places.every((place, index) => place - (places[index - 1] ?? place) <= widest)
      if (isClose && isWhole(text, start, last + 1)) yield [start, last + 1]
    }
  }
}
