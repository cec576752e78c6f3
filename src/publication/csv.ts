import type { NumberedItems } from './items.ts'
import { recordNotes } from './notes.ts'
import type { Column } from './notes.ts'
import type { PublicRecord } from './public-record.ts'
import { flatText, meaningOf, wordsOf } from './words.ts'

/** After one of these, a spreadsheet may begin a cell: which one separates depends on its locale. */
const begins = new Set(',;\t\r\n\v\f\u0085\u2028\u2029')
/** What may stand between the beginning of a cell and its formula. */
const isPassedOver = /[\s\p{Cc}\p{Cf}"]/u
const signs = new Set('=+-@＝＋－＠')

/**
 * Puts an apostrophe before each sign that would begin a formula: at the beginning of the value,
 * and after each comma, semicolon, tab and line break in it. Quotes do not protect a value: where
 * the list separator is a semicolon, those of a file with commas stand within a cell, and the cell
 * ends at the next semicolon or line break (OWASP, "CSV Injection").
 */
const withoutFormulas = (value: string): string => {
  let isStart = true
  let safe = ''
  // One pass: a pattern that skips white space would take quadratic time on line breaks.
  for (const letter of value) {
    if (isStart && signs.has(letter)) safe += "'"
    isStart = begins.has(letter) || (isStart && isPassedOver.test(letter))
    safe += letter
  }
  return safe
}

/** One field of RFC 4180, which no spreadsheet takes for a formula. */
const field = (value: string): string => {
  const plain = withoutFormulas(value)
  return /[",;\t\r\n']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Rows as RFC 4180: commas, CRLF, a header first. One row is one piece. */
export const csv = function* (rows: Iterable<readonly string[]>): Generator<string, void, void> {
  for (const row of rows) yield `${row.map(field).join(',')}\r\n`
}

/** Names for machines; what a person reads in the rows is in the record's language. */
const columns: readonly Column[] = [
  { name: 'number', holds: ({ number }) => number },
  { name: 'kind', holds: ({ claimOrText }) => claimOrText },
  { name: 'text', holds: ({ claimOrText }) => claimOrText },
  { name: 'attribution', holds: ({ attribution }) => attribution },
  { name: 'when', holds: ({ when }) => when },
  { name: 'place', holds: ({ place }) => place },
  { name: 'count', holds: ({ count }) => count },
  { name: 'grade', holds: ({ credibility }) => credibility },
  { name: 'grade_meaning', holds: ({ meaning }) => meaning },
  { name: 'language', holds: ({ language }) => language },
  { name: 'sha256', holds: ({ digest }) => digest },
]

/** Explanations that the table itself does not contain. */
export const csvNotes = (record: PublicRecord, items: NumberedItems): Iterable<string> =>
  recordNotes(record, items, columns)

const rowsOf = function* (
  { language }: PublicRecord,
  { claims, texts }: NumberedItems,
): Generator<readonly string[], void, void> {
  const words = wordsOf(language)
  yield columns.map(({ name }) => name)
  for (const c of claims) {
    yield [
      c.number,
      words.claim,
      c.wording,
      c.attribution,
      c.when,
      c.place,
      c.count,
      c.credibility,
      meaningOf(c, language),
      language,
      c.digest,
    ]
  }
  for (const t of texts) {
    yield [
      t.number,
      words.text,
      flatText(t.parts, language),
      t.attribution,
      '',
      '',
      '',
      '',
      '',
      t.language,
      t.digest,
    ]
  }
}

/** Claims and texts as one table. It begins with a byte order mark: spreadsheets guess otherwise. */
export const recordCsv = function* (
  record: PublicRecord,
  items: NumberedItems,
): Generator<string, void, void> {
  yield '\ufeff'
  yield* csv(rowsOf(record, items))
}
