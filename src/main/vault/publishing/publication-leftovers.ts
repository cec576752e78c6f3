import { namesIn } from '../../../disclosure-checks/names/names-in.ts'
import { bare, even, isOrdinary, reading, stands, trimmed, wide } from '../review/text-matching.ts'
import type { PublicationParts } from './publication-parts.ts'
import { oneLine, itemName } from '../review/review-items.ts'
import type { ReviewIssue } from '../review/review-items.ts'
import type { ExportedText } from '../review/text-findings.ts'

/**
 * Shorter words stand everywhere by chance; a Korean or Chinese name has two letters. A name, a number
 * or a contact tells of somebody however short it is, and a part of a name from two letters on.
 */
const shortest = 4
const shortestWide = 2
const shortestPart = 2
const exact: ReadonlySet<string> = new Set(['name', 'number', 'contact'])

export type RemovedWords = {
  /** Written evenly, and whether each counts only where it stands as a name. */
  readonly words: ReadonlyMap<string, boolean>
  /** Names that are looked for in other scripts and spellings too. */
  readonly names: readonly { readonly text: string }[]
}

const isTelling = (word: string, from: number): boolean =>
  Array.from(word).length >= (wide.test(word) ? shortestWide : from)

const distinct = (words: readonly string[]): string[] => [...new Set(words)]

/** What a person took out of the texts, and of names also each part. */
export const removedWords = ({ texts }: Pick<PublicationParts, 'texts'>): RemovedWords => {
  const removed = texts.flatMap(({ printed, revision }) =>
    printed.redactions.map(({ start, end, category }) => ({
      category,
      words: trimmed(even((revision?.body ?? '').slice(start, end))),
    })),
  )
  const names = removed.flatMap(({ words, category }) => (category === 'name' ? [words] : []))
  const parts = names.flatMap((name) => name.split(' ')).map(trimmed)
  const telling = removed.filter(({ words, category }) =>
    isTelling(words, exact.has(category) ? 1 : shortest),
  )
  return {
    words: new Map([
      ...[...names, ...parts]
        .filter((part) => isTelling(part, shortestPart))
        .map((part) => [part, isOrdinary(part)] as const),
      ...telling.map(
        ({ words, category }) => [words, category === 'name' && isOrdinary(words)] as const,
      ),
    ]),
    // A given name by itself has other spellings too, where its syllables show.
    names: distinct([...names, ...parts.filter((part) => /['’-]/.test(part))])
      .filter((name) => isTelling(name, shortest))
      .map((text) => ({ text })),
  }
}

/** Words that were taken out, by the way in which they are still printed in one text. */
const leftIn = (text: string, { words, names }: RemovedWords): string[] => {
  const read = reading(text)
  const found = [...words].flatMap(([one, asName]) => (stands(read, one, asName) ? [one] : []))
  const known = new Set(found.map(bare))
  const alike = namesIn(text, names)
    .map((name) => trimmed(even(name).replace(/['’]s$/, '')))
    .filter((name) => name !== '' && !known.has(bare(name)))
  return distinct([...found, ...alike])
}

/**
 * Words that were taken out of one text and are still printed: further on in it, in another one, in a
 * claim, a title; a name also in another script or spelling. Whoever reads both puts them back.
 */
export const leftoverItems = (
  sections: readonly ExportedText[],
  taken: RemovedWords,
): ReviewIssue[] =>
  sections.flatMap(({ where, subject, place, name, text }) => {
    const found = leftIn(text, taken)
    return found
      .filter((words) => !found.some((other) => other !== words && other.includes(words)))
      .map((words) => ({
        item: `leftover:${where}:${itemName(where, 'leftover', words)}`,
        kind: 'leftover',
        state: 'blocks',
        subject,
        place,
        name,
        about: oneLine(words),
      }))
  })
