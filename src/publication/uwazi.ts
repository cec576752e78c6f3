import { canonicalJson } from '../shared/canonical.ts'
import { csv } from './csv.ts'
import type { NumberedItems } from './items.ts'
import { recordNotes } from './notes.ts'
import type { PublicRecord } from './public-record.ts'
import { flatText, meaningOf, wordsOf } from './words.ts'
import type { PublicationWords } from './words.ts'

type Row = Readonly<Record<string, string>>

/**
 * Column = Uwazi's name of the property, which it derives from the label; `from`: the field of our
 * record. All are plain text: a rich text would interpret `<` and `*` in a quoted text. No property
 * may be called `language`: the import sets that to the language of the importing desk.
 */
const properties = [
  { name: 'kind', label: 'Kind', type: 'text', from: 'claim or text' },
  { name: 'wording', label: 'Wording', type: 'text', from: 'claims[].wording, texts[].parts' },
  { name: 'attribution', label: 'Attribution', type: 'text', from: 'attribution' },
  // Dates and places stay words: Uwazi's own types require a day and a point on the map.
  { name: 'when', label: 'When', type: 'text', from: 'claims[].when' },
  { name: 'place', label: 'Place', type: 'text', from: 'claims[].place' },
  { name: 'count', label: 'Count', type: 'text', from: 'claims[].count' },
  { name: 'grade', label: 'Grade', type: 'text', from: 'claims[].credibility' },
  { name: 'grade_meaning', label: 'Grade meaning', type: 'text', from: 'grades' },
  { name: 'text_language', label: 'Text language', type: 'text', from: 'language' },
  { name: 'digest', label: 'Digest', type: 'text', from: 'digest' },
] as const

const columns = ['title', ...properties.map(({ name }) => name)]

/** The meaning of each column, in the words of the record. */
const holds: Readonly<
  Record<(typeof properties)[number]['name'], (words: PublicationWords) => string>
> = {
  kind: ({ claimOrText }) => claimOrText,
  wording: ({ claimOrText }) => claimOrText,
  attribution: ({ attribution }) => attribution,
  when: ({ when }) => when,
  place: ({ place }) => place,
  count: ({ count }) => count,
  grade: ({ credibility }) => credibility,
  grade_meaning: ({ meaning }) => meaning,
  text_language: ({ language }) => language,
  digest: ({ digest }) => digest,
}

/** Explanations that the table itself does not contain. */
export const uwaziNotes = (record: PublicRecord, items: NumberedItems): Iterable<string> =>
  recordNotes(record, items, [
    { name: 'title', holds: ({ number }) => `${number} · ${record.title}` },
    ...properties.map(({ name }) => ({ name, holds: holds[name] })),
  ])

const rowsOf = function* (
  { title, language }: PublicRecord,
  { claims, texts }: NumberedItems,
): Generator<Row, void, void> {
  const words = wordsOf(language)
  const titled = (number: string): string => `${number} · ${title}`
  for (const claim of claims) {
    yield {
      title: titled(claim.number),
      kind: words.claim,
      wording: claim.wording,
      attribution: claim.attribution,
      when: claim.when,
      place: claim.place,
      count: claim.count,
      grade: claim.credibility,
      grade_meaning: meaningOf(claim, language),
      text_language: language,
      digest: claim.digest,
    }
  }
  for (const text of texts) {
    yield {
      title: titled(text.number),
      kind: words.text,
      wording: flatText(text.parts, language),
      attribution: text.attribution,
      text_language: text.language,
      digest: text.digest,
    }
  }
}

/** Rows for Uwazi's import: one entity a row, columns named as the template's properties. */
export const uwaziCsv = function* (
  record: PublicRecord,
  items: NumberedItems,
): Generator<string, void, void> {
  yield* csv([columns])
  for (const row of rowsOf(record, items)) {
    yield* csv([columns.map((column) => row[column] ?? '')])
  }
}

/** The template for these rows, in the form of Uwazi's `POST /api/templates`. */
export const uwaziTemplate = (): string =>
  `${canonicalJson({
    name: 'Public record',
    // Required first properties of every Uwazi template; Uwazi fills in the dates at import.
    commonProperties: [
      { label: 'Title', name: 'title', type: 'text', isCommonProperty: true },
      { label: 'Date added', name: 'creationDate', type: 'date', isCommonProperty: true },
      { label: 'Date modified', name: 'editDate', type: 'date', isCommonProperty: true },
    ],
    properties: properties.map(({ name, label, type }) => ({
      label,
      name,
      type,
      filter: name === 'kind' || name === 'grade',
      showInCard: name !== 'digest',
    })),
  })}\n`

/** Maps each column to a value of the JSON form. */
export const uwaziMapping = (): string =>
  `${canonicalJson({
    template: 'Public record',
    columns: [
      { column: 'title', property: 'title', type: 'text', from: 'number and title' },
      ...properties.map(({ name, type, from }) => ({ column: name, property: name, type, from })),
    ],
  })}\n`
