import { csvNotes, recordCsv } from './csv.ts'
import { recordFtm } from './ftm.ts'
import { recordHtml } from './html.ts'
import type { PublicRecord } from './public-record.ts'
import { uwaziCsv, uwaziMapping, uwaziNotes, uwaziTemplate } from './uwazi.ts'
import { canonicalJson } from '../shared/canonical.ts'
import type { Canonical } from '../shared/canonical.ts'
import { itemsOf } from './items.ts'
import type { NumberedItems } from './items.ts'
import { wordsOf } from './words.ts'

const jsonList = function* (items: Iterable<Canonical>): Generator<string, void, void> {
  let before = '['
  for (const item of items) {
    yield `${before}${canonicalJson(item)}`
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}

/**
 * The record as canonical JSON (RFC 8785) and a line feed: the form that digests are computed over.
 * Parts of a text are `{"text": …}` or `{"removed": category}`.
 */
const recordJson = function* (
  record: PublicRecord,
  { claims, texts }: NumberedItems,
): Generator<string, void, void> {
  const { credibilities, gradingText, redactionText, attributionText } = wordsOf(record.language)
  const value = (said: Canonical): readonly string[] => [canonicalJson(said)]
  const fields: Readonly<Record<string, Iterable<string>>> = {
    format: value('public-record/1'),
    language: value(record.language),
    title: value(record.title),
    summary: value(record.summary),
    method: value(record.method),
    notes: value([attributionText, redactionText, gradingText]),
    grades: value(credibilities),
    claims: jsonList(claims),
    texts: jsonList(texts),
  }
  let before = '{'
  for (const name of Object.keys(fields).sort()) {
    yield `${before}${JSON.stringify(name)}:`
    yield* fields[name] ?? []
    before = ','
  }
  yield '}\n'
}

export type TextFormat = 'html' | 'csv' | 'json' | 'ftm' | 'uwazi'
/** A file whose text is made while it is read, in pieces of one claim or text at most. */
export type TextFile = { readonly name: string; readonly pieces: Iterable<string> }

/**
 * The files of one form of a record; the first one is the record itself. Pure: equal records give
 * equal bytes on every machine, and nothing but the record is in them. Each can be read once.
 *
 * @param items those of the record: files that are made from the same do not compute digests again.
 */
export const recordFiles = (
  record: PublicRecord,
  format: TextFormat,
  items: NumberedItems = itemsOf(record),
): readonly TextFile[] => {
  switch (format) {
    case 'html':
      return [{ name: 'record.html', pieces: recordHtml(record, items) }]
    case 'csv':
      return [
        { name: 'record.csv', pieces: recordCsv(record, items) },
        { name: 'record-notes.txt', pieces: csvNotes(record, items) },
      ]
    case 'json':
      return [{ name: 'record.json', pieces: recordJson(record, items) }]
    case 'ftm':
      return [{ name: 'record.ftm.json', pieces: recordFtm(record, items) }]
    case 'uwazi':
      return [
        { name: 'uwazi.csv', pieces: uwaziCsv(record, items) },
        { name: 'uwazi-template.json', pieces: [uwaziTemplate()] },
        { name: 'uwazi-mapping.json', pieces: [uwaziMapping()] },
        { name: 'uwazi-notes.txt', pieces: uwaziNotes(record, items) },
      ]
  }
}
