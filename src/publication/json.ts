import { canonicalJson } from '../shared/canonical.ts'
import { itemsOf } from './items.ts'
import type { PublicRecord } from './public-record.ts'
import { wordsOf } from './words.ts'

/**
 * The record as canonical JSON (RFC 8785) and a line feed: the form that digests are computed over.
 * Parts of a text are `{"text": …}` or `{"removed": category}`.
 */
export const recordJson = (record: PublicRecord): string => {
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
