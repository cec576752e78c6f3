import { shownName } from '../session/plain-name.ts'
import { confusables } from './confusables.ts'

const text = (codes: string): string =>
  String.fromCodePoint(...codes.split('+').map((code) => Number.parseInt(code, 16)))

/** Pairs of UTS 39: a character, and the text that it looks like. */
export const confusablePairs = (): readonly (readonly [string, string])[] =>
  confusables
    .trim()
    .split(/\s/)
    .flatMap((group) => {
      const [target = '', sources = ''] = group.split('=')
      return sources.split(',').map((source) => [text(source), text(target)] as const)
    })

let prototypes: ReadonlyMap<string, string> | null = null

/**
 * The skeleton of a text by UTS 39, over all scripts: two texts with the same skeleton look alike.
 * It is for comparison only. The order in which right-to-left text is shown is not taken into
 * account.
 */
export const skeleton = (name: string): string => {
  const known = (prototypes ??= new Map(confusablePairs()))
  return Array.from(name.normalize('NFD').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .map((character) => known.get(character) ?? character)
    .join('')
    .normalize('NFD')
}

const singleSpaces = (name: string): string => name.replaceAll(/[\s\u2800]+/g, ' ').trim()

/**
 * The looks of a name: as it was received and as it is shown, each as it is written and in small
 * letters, before and after its letters are replaced. Two names that share one can be mistaken for
 * each other.
 *
 * Both forms count, because NFKC of the shown one makes another letter of some: the Greek “ϲ” looks
 * like “c”, and its NFKC form “ς” does not.
 */
export const looksOf = (name: string): readonly string[] => {
  const looks = (forms: readonly string[]): string[] =>
    forms.flatMap((form) => [form, form.toLowerCase()]).map((form) => singleSpaces(skeleton(form)))
  return [...new Set(looks(looks([name, shownName(name)])))]
}
