import { plainName, shownName } from '../session/plain-name.ts'
import { confusables } from './confusables.ts'

const text = (codes: string): string =>
  String.fromCodePoint(...codes.split('+').map((code) => Number.parseInt(code, 16)))

let prototypes: ReadonlyMap<string, string> | null = null

const readPrototypes = (): ReadonlyMap<string, string> =>
  new Map(
    confusables
      .trim()
      .split(/\s/)
      .flatMap((group) => {
        const [target = '', sources = ''] = group.split('=')
        return sources.split(',').map((source): [string, string] => [text(source), text(target)])
      }),
  )

/**
 * The skeleton of a text by UTS 39, over all scripts: two texts with the same skeleton look alike.
 * It is for comparison only. The order in which right-to-left text is shown is not taken into
 * account.
 */
export const skeleton = (name: string): string => {
  const known = (prototypes ??= readPrototypes())
  return Array.from(name.normalize('NFD').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .map((character) => known.get(character) ?? character)
    .join('')
    .normalize('NFD')
}

/**
 * The looks of a name: as it is written and in small letters. Two names that share one can be
 * mistaken for each other.
 */
export const looksOf = (name: string): readonly string[] => [
  ...new Set([skeleton(shownName(name)), skeleton(plainName(name))]),
]
