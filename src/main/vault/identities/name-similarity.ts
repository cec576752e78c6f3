import { latinForms, shapesOf } from '../../../disclosure-checks/names/variants.ts'
import type { Shape, Syllable } from '../../../disclosure-checks/names/variants.ts'
import { writingsOf } from '../../../disclosure-checks/names/readings.ts'

/** A name in comparable form: letters and digits normalised, and its syllables. */
export type ComparedName = {
  readonly bare: string
  readonly shape: Shape
  readonly script: 'latin' | 'hangul' | 'han' | 'other'
}

/** The letters and digits of a name, normalised. */
const bareOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')

const scriptOf = (bare: string): ComparedName['script'] =>
  /^\p{Script=Hangul}+$/u.test(bare)
    ? 'hangul'
    : /^\p{Script=Han}+$/u.test(bare)
      ? 'han'
      : /^\p{Script=Latin}+$/u.test(bare)
        ? 'latin'
        : 'other'

const nothing: Shape = { surname: [], given: [], plain: '', turned: '', words: 0 }

export const comparedName = (name: string): ComparedName => {
  const bare = bareOf(name)
  return { bare, shape: shapesOf({ text: name })[0] ?? nothing, script: scriptOf(bare) }
}

/** How many readings of one name are compared, the first ones of each syllable. */
const mostReadings = 32

/** A longer name is compared character by character, each in one form. */
const mostSyllables = 5

/** The first of all written forms of a character, also of the forms of its forms. */
const formOf = (character: string): string => {
  const forms = new Set(writingsOf(character))
  // A set that grows is walked to its end.
  for (const form of forms) for (const other of writingsOf(form)) forms.add(other)
  return [...forms].sort()[0] ?? character
}

const keysOf = (syllables: readonly Syllable[], by: 'hangul' | 'han'): readonly string[] => {
  if (syllables.length < 2) return []
  if (syllables.length > mostSyllables) {
    const each = syllables.map((one) => [...one[by]][0] ?? '')
    return [(by === 'han' ? each.map(formOf) : each).join('')]
  }
  let keys: readonly string[] = ['']
  for (const one of syllables) {
    const readings = [...one[by]]
    keys = keys.flatMap((key) => readings.map((reading) => key + reading)).slice(0, mostReadings)
  }
  return keys
}

/** Keys of a name in Chinese characters: two such names are similar if they share one. */
export const charactersIn = ({ script, shape }: ComparedName): readonly string[] =>
  script === 'han' ? keysOf([...shape.surname, ...shape.given], 'han') : []

/**
 * Keys of a name in Hangul or Chinese characters, by its sound: two such names are similar if they
 * share one, unless both are in Chinese characters.
 */
export const soundsOf = ({ script, shape }: ComparedName): readonly string[] =>
  script === 'hangul' || script === 'han'
    ? keysOf([...shape.surname, ...shape.given], 'hangul')
    : []

/** A Latin name as it was written: it is similar to each name that has it among its spellings. */
export const latinIn = ({ script, shape }: ComparedName): readonly string[] =>
  script === 'latin' ? [...new Set([shape.plain, shape.turned])] : []

/** Spellings of a name in Latin letters, at most some 3,000. */
export const spellingsOf = ({ shape }: ComparedName): readonly string[] => latinForms(shape)
