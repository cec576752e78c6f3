import { itemsOf } from './items.ts'
import type { PublicRecord } from './public-record.ts'
import { flatText } from './words.ts'

/**
 * One field of RFC 4180. What a spreadsheet would take for a formula, behind white space too, is made
 * plain text by an apostrophe before it (OWASP, "CSV Injection").
 */
const field = (value: string): string => {
  const plain = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Rows as RFC 4180: commas, CRLF, a header first. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')

const columns = [
  'number',
  'kind',
  'text',
  'attribution',
  'when',
  'place',
  'count',
  'grade',
  'language',
  'sha256',
]

/** Claims and texts as one table. It begins with a byte order mark: spreadsheets guess otherwise. */
export const recordCsv = (record: PublicRecord): string => {
  const { claims, texts } = itemsOf(record)
  const { language } = record
  return `\ufeff${csv([
    columns,
    ...claims.map((c) => [
      c.number,
      'claim',
      c.wording,
      c.attribution,
      c.when,
      c.place,
      c.count,
      c.credibility,
      language,
      c.digest,
    ]),
    ...texts.map((t) => [
      t.number,
      'text',
      flatText(t.parts, language),
      t.attribution,
      '',
      '',
      '',
      '',
      t.language,
      t.digest,
    ]),
  ])}`
}
