import { itemsOf } from './items.ts'
import { recordNotes } from './notes.ts'
import type { Column } from './notes.ts'
import type { PublicRecord } from './public-record.ts'
import { flatText, meaningOf, wordsOf } from './words.ts'

/**
 * One field of RFC 4180. A value that a spreadsheet would take for a formula, also after white
 * space, becomes plain text by an apostrophe before it (OWASP, "CSV Injection").
 */
const field = (value: string): string => {
  const plain = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Rows as RFC 4180: commas, CRLF, a header first. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')

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
export const csvNotes = (record: PublicRecord): string => recordNotes(record, columns)

/** Claims and texts as one table. It begins with a byte order mark: spreadsheets guess otherwise. */
export const recordCsv = (record: PublicRecord): string => {
  const { claims, texts } = itemsOf(record)
  const { language } = record
  const words = wordsOf(language)
  return `\ufeff${csv([
    columns.map(({ name }) => name),
    ...claims.map((c) => [
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
    ]),
    ...texts.map((t) => [
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
    ]),
  ])}`
}
