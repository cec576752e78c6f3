import { csvNotes, recordCsv } from './csv.ts'
import { recordFtm } from './ftm.ts'
import { recordHtml } from './html.ts'
import type { PublicRecord } from './public-record.ts'
import { uwaziCsv, uwaziMapping, uwaziNotes, uwaziTemplate } from './uwazi.ts'
import { canonicalJson } from '../shared/canonical.ts'
import { itemsOf } from './items.ts'
import { wordsOf } from './words.ts'

/**
 * The record as canonical JSON (RFC 8785) and a line feed: the form that digests are computed over.
 * Parts of a text are `{"text": …}` or `{"removed": category}`.
 */
const recordJson = (record: PublicRecord): string => {
  const { credibilities, gradingText, redactionText, attributionText } = wordsOf(record.language)
  const whole = {
    format: 'public-record/1',
    language: record.language,
    title: record.title,
    summary: record.summary,
    method: record.method,
    notes: [attributionText, redactionText, gradingText],
    grades: credibilities,
    ...itemsOf(record),
  }
  return `${canonicalJson(whole)}\n`
}

export type TextFormat = 'html' | 'csv' | 'json' | 'ftm' | 'uwazi'
export type TextFile = { readonly name: string; readonly text: string }

/**
 * The files of one form of a record; the first one is the record itself. Pure: equal records give
 * equal bytes on every machine, and nothing but the record is in them.
 */
export const recordFiles = (record: PublicRecord, format: TextFormat): readonly TextFile[] => {
  switch (format) {
    case 'html':
      return [{ name: 'record.html', text: recordHtml(record) }]
    case 'csv':
      return [
        { name: 'record.csv', text: recordCsv(record) },
        { name: 'record-notes.txt', text: csvNotes(record) },
      ]
    case 'json':
      return [{ name: 'record.json', text: recordJson(record) }]
    case 'ftm':
      return [{ name: 'record.ftm.json', text: recordFtm(record) }]
    case 'uwazi':
      return [
        { name: 'uwazi.csv', text: uwaziCsv(record) },
        { name: 'uwazi-template.json', text: uwaziTemplate() },
        { name: 'uwazi-mapping.json', text: uwaziMapping() },
        { name: 'uwazi-notes.txt', text: uwaziNotes(record) },
      ]
  }
}
