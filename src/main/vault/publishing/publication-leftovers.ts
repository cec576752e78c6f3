import { readNamesIn } from '../../../disclosure-checks/names/match.ts'
import type { RedactionCategory } from '../../../publication/public-record.ts'
import { bare, even, isOrdinary, reading, occurs, trimmed, wide } from '../review/text-matching.ts'
import type { PublicationParts } from './publication-parts.ts'
import { oneLine, itemName } from '../review/review-items.ts'
import type { ReviewIssue } from '../review/review-items.ts'
import { sentenceAround } from '../review/sentence-around.ts'
import type { ExportedText } from '../review/text-findings.ts'

/**
 * Minimum lengths. Shorter words occur everywhere by chance; a Korean or Chinese name has two
 * characters. A name, a number or a contact identifies a person at any length, and a part of a name
 * from two characters on.
 */
const shortest = 4
const shortestWide = 2
const shortestPart = 2
const exact: ReadonlySet<string> = new Set(['name', 'number', 'contact'])

type RemovedWords = {
  /** Normalised words, and whether each counts only where it is written as a name. */
  readonly words: ReadonlyMap<string, boolean>
  /** Names that are also looked for in other scripts and spellings. */
  readonly names: readonly { readonly text: string }[]
}

const isTelling = (word: string, from: number): boolean =>
  Array.from(word).length >= (wide.test(word) ? shortestWide : from)

const distinct = (words: readonly string[]): string[] => [...new Set(words)]

/** The redacted words of the texts, and for names also each part. */
const readRemoved = function* ({
  texts,
}: Pick<PublicationParts, 'texts'>): Generator<undefined, RemovedWords, void> {
  const removed: { readonly category: RedactionCategory; readonly words: string }[] = []
  for (const { printed, revision } of texts) {
    for (const { start, end, category } of printed.redactions) {
      removed.push({ category, words: trimmed(even((revision?.body ?? '').slice(start, end))) })
      yield
    }
  }
  const names = removed.flatMap(({ words, category }) => (category === 'name' ? [words] : []))
  const parts = names.flatMap((name) => name.split(' ')).map(trimmed)
  const telling = removed.filter(({ words, category }) =>
    isTelling(words, exact.has(category) ? 1 : shortest),
  )
  yield
  return {
    words: new Map([
      ...[...names, ...parts]
        .filter((part) => isTelling(part, shortestPart))
        .map((part) => [part, isOrdinary(part)] as const),
      ...telling.map(
        ({ words, category }) => [words, category === 'name' && isOrdinary(words)] as const,
      ),
    ]),
    // A single given name also has spelling variants, if its syllables are separated.
    names: distinct([...names, ...parts.filter((part) => /['’-]/.test(part))])
      .filter((name) => isTelling(name, shortest))
      .map((text) => ({ text })),
  }
}

/** Redacted words that are still printed in one text, in their printed spelling. */
const readLeftIn = function* (
  text: string,
  { words, names }: RemovedWords,
): Generator<undefined, string[], void> {
  const read = reading(text)
  yield
  const found: string[] = []
  for (const [one, asName] of words) {
    if (occurs(read, one, asName)) found.push(one)
    yield
  }
  const known = new Set(found.map(bare))
  const alike = (yield* readNamesIn(text, names))
    .map((name) => trimmed(even(name).replace(/['’]s$/, '')))
    .filter((name) => name !== '' && !known.has(bare(name)))
  yield
  return distinct([...found, ...alike])
}

/**
 * Redacted words that are still printed: elsewhere in the same text, in another text, in a claim or
 * a title; names also in another script or spelling. A reader of both could undo the redaction.
 * Yields after each word.
 */
export const readLeftovers = function* (
  sections: readonly ExportedText[],
  parts: Pick<PublicationParts, 'texts'>,
): Generator<undefined, ReviewIssue[], void> {
  const removed = yield* readRemoved(parts)
  const items: ReviewIssue[] = []
  for (const { where, subject, place, name, text } of sections) {
    const found = yield* readLeftIn(text, removed)
    for (const words of found) {
      yield
      if (found.some((other) => other !== words && other.includes(words))) continue
      items.push({
        item: `leftover:${where}:${itemName(where, 'leftover', words)}`,
        kind: 'leftover',
        state: 'blocks',
        subject,
        place,
        name,
        about: oneLine(words),
        sentence: text.includes(words)
          ? sentenceAround(text, text.indexOf(words), text.indexOf(words) + words.length)
          : null,
      })
    }
  }
  return items
}
