import type { NumberedItems } from './items.ts'
import type { PublicRecord } from './public-record.ts'
import { wordsOf } from './words.ts'
import type { PublicationWords } from './words.ts'

/** A column of a table, named for machines, and what it holds. */
export type Column = { readonly name: string; readonly holds: (words: PublicationWords) => string }

/**
 * Notes for a table, as plain text in the record's language: a table has no room for the method,
 * the meaning of grades and of its columns, and without them it would claim too much.
 */
export const recordNotes = function* (
  record: PublicRecord,
  { claims, texts }: NumberedItems,
  columns: readonly Column[],
): Generator<string, void, void> {
  const words = wordsOf(record.language)
  const lines = (list: readonly (readonly [string, string])[]): string =>
    list.map(([left, right]) => `${left}  ${right}`).join('\n')
  const parts: readonly (readonly [heading: string, ...text: readonly string[]])[] = [
    [record.title, words.kind],
    [words.summary, record.summary],
    [words.method, record.method, words.attributionText],
    [words.redaction, words.redactionText],
    [words.grading, words.gradingText, lines(Object.entries(words.credibilities))],
    [words.columns, lines(columns.map(({ name, holds }) => [name, holds(words)]))],
  ]
  yield parts
    .map(([heading, ...text]) => [heading, ...text.filter((one) => one !== '')])
    .filter((part) => part.length > 1)
    .map((part) => `${part.join('\n\n')}\n\n\n`)
    .join('')
  yield `${words.digests}\n\n${words.digestsText}`
  let before = '\n\n'
  for (const items of [claims, texts]) {
    for (const { number, digest } of items) {
      yield `${before}${lines([[number, digest]])}`
      before = '\n'
    }
  }
  yield '\n'
}
