import { latinForms, shapesOf } from '../../../disclosure-checks/names/variants.ts'
import type { Shape, Syllable } from '../../../disclosure-checks/names/variants.ts'

/** A name in comparable form: letters and digits normalised, and its spellings in other scripts. */
export type ComparedName = {
  readonly bare: string
  readonly shape: Shape
  readonly script: 'latin' | 'hangul' | 'han' | 'other'
  readonly forms: ReadonlySet<string>
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
  const shape = shapesOf({ text: name })[0] ?? nothing
  return { bare, shape, script: scriptOf(bare), forms: new Set(latinForms(shape)) }
}

const syllables = ({ surname, given }: Shape): readonly Syllable[] => [...surname, ...given]

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((each) => b.has(each))

/** Compares syllables: by character if both names are in Chinese script, by sound otherwise. */
const soundAlike = (a: ComparedName, b: ComparedName): boolean => {
  const [left, right] = [syllables(a.shape), syllables(b.shape)]
  const by = a.script === 'han' && b.script === 'han' ? 'han' : 'hangul'
  return (
    left.length >= 2 &&
    left.length === right.length &&
    left.every((each, i) => {
      const other = right[i]
      return other !== undefined && meet(each[by], other[by])
    })
  )
}

const isSpelling = ({ script, shape }: ComparedName, { forms }: ComparedName): boolean =>
  script === 'latin' && (forms.has(shape.plain) || forms.has(shape.turned))

/**
 * Whether two names could be the same, in any script and romanisation. Many people share a name,
 * and one romanisation can match several names: a match is only a hint.
 */
export const areSimilar = (a: ComparedName, b: ComparedName): boolean => {
  if (a.bare === '' || b.bare === '') return false
  if (a.bare === b.bare || isSpelling(a, b) || isSpelling(b, a)) return true
  const written = (name: ComparedName): boolean => name.script === 'hangul' || name.script === 'han'
  return written(a) && written(b) && soundAlike(a, b)
}
