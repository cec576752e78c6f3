import type { PublicationParts } from './publication-parts.ts'
import { oneLine, wordsName } from './review-items.ts'
import type { Found } from './review-items.ts'
import type { LeavingText } from './text-findings.ts'

/** Shorter words stand everywhere by chance; a Korean or Chinese name has two letters. */
const shortest = 4
const shortestWide = 2
const wide = /[\p{Script=Han}\p{Script=Hangul}]/u

/** As two writings of the same words compare. */
const even = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const trimmed = (text: string): string => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

const isTelling = (word: string): boolean =>
  Array.from(word).length >= (wide.test(word) ? shortestWide : shortest)

/** Does `words` stand in `text` by itself? Korean and Chinese put no space around a name. */
const stands = (text: string, words: string): boolean => {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (wide.test(words)) return true
    const before = text.slice(0, at).slice(-1)
    const after = text.slice(at + words.length).slice(0, 1)
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true
  }
  return false
}

/** What a person took out of the texts, and of names also each part. */
export const takenOut = ({ texts }: PublicationParts): Set<string> =>
  new Set(
    texts
      .flatMap(({ printed, revision }) =>
        printed.redactions.flatMap(({ start, end, category }) => {
          const words = even((revision?.body ?? '').slice(start, end))
          return category === 'name' ? [words, ...words.split(' ')] : [words]
        }),
      )
      .map(trimmed)
      .filter(isTelling),
  )

/**
 * Words that were taken out of one text and are still printed: further on in it, in another one, in a
 * claim, a title. Whoever reads both puts them back.
 */
export const leftoverItems = (
  sections: readonly LeavingText[],
  taken: ReadonlySet<string>,
): Found[] =>
  sections.flatMap(({ where, subject, place, name, text }) => {
    const printed = even(text)
    const found = [...taken].filter((words) => stands(printed, words))
    return found
      .filter((words) => !found.some((other) => other !== words && other.includes(words)))
      .map((words) => ({
        item: `leftover:${where}:${wordsName(where, 'leftover', words)}`,
        kind: 'leftover',
        state: 'blocks',
        subject,
        place,
        name,
        about: oneLine(words),
      }))
  })
