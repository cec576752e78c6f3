import { canonicalJson } from '../shared/canonical.ts'
import { sha256 } from './items.ts'
import type { NumberedItems } from './items.ts'
import type { PublicRecord } from './public-record.ts'
import { flatText, wordsOf } from './words.ts'

/** ISO 639-3, as FollowTheMoney writes languages; those that are not here stay unsaid. */
const languages: Readonly<Record<string, string>> = {
  en: 'eng',
  ko: 'kor',
  zh: 'zho',
  ja: 'jpn',
  ru: 'rus',
  mn: 'mon',
  vi: 'vie',
  th: 'tha',
}

/** Longest name and address that the model takes. */
const nameMax = 384
const addressMax = 250

type Properties = { readonly [property: string]: readonly string[] }
type Entity = { readonly id: string; readonly schema: string; readonly properties: Properties }

const filled = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties)
      .map(([name, values]) => [name, values.filter((value) => value.trim() !== '')] as const)
      .filter(([, values]) => values.length > 0),
  )

const calendar = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/

/** A year, month or day that there was: the model takes no 30 February. */
const isPlainDate = (text: string): boolean =>
  calendar.test(text) && new Date(text).toISOString().startsWith(text)

/** A date that FollowTheMoney can say; everything vaguer goes into `notes` as it is printed. */
const dates = (when: string): Properties => {
  if (isPlainDate(when)) return { date: [when] }
  const [from = '', to = '', more] = when.split('/')
  return more === undefined && isPlainDate(from) && isPlainDate(to)
    ? { startDate: [from], endDate: [to] }
    : {}
}

const cut = (text: string, max: number): string => Array.from(text).slice(0, max).join('')

const entitiesOf = function* (
  { language, title, summary, method }: PublicRecord,
  { claims, texts }: NumberedItems,
): Generator<Entity, void, void> {
  const words = wordsOf(language)
  const idOf = (item: string): string => sha256(canonicalJson([title, item])).slice(0, 40)
  const languageOf = (tag: string): string => languages[tag.split('-')[0] ?? ''] ?? ''
  const nameOf = (number: string): string => cut(`${number} · ${title}`, nameMax)
  const whole = idOf('record')
  const labelled = (label: string, value: string): string =>
    value === '' ? '' : `${label}: ${value}`
  yield {
    id: whole,
    schema: 'PlainText',
    properties: filled({
      name: [cut(title, nameMax)],
      title: [title],
      summary: [summary],
      notes: [method, words.attributionText, words.redactionText, words.gradingText],
      language: [languageOf(language)],
      mimeType: ['text/plain'],
    }),
  }
  for (const claim of claims) {
    yield {
      id: idOf(claim.digest),
      schema: 'Event',
      properties: filled({
        name: [nameOf(claim.number)],
        description: [claim.wording],
        ...dates(claim.when),
        location: [cut(claim.place, addressMax)],
        notes: [
          labelled(words.attribution, claim.attribution),
          labelled(words.when, claim.when),
          labelled(words.place, claim.place),
          labelled(words.count, claim.count),
          labelled(words.credibility, claim.credibility),
        ],
        proof: [whole],
      }),
    }
  }
  for (const text of texts) {
    yield {
      id: idOf(text.digest),
      schema: 'PlainText',
      properties: filled({
        name: [nameOf(text.number)],
        bodyText: [flatText(text.parts, language)],
        notes: [labelled(words.attribution, text.attribution)],
        language: [languageOf(text.language)],
        mimeType: ['text/plain'],
      }),
    }
  }
}

/**
 * The record as FollowTheMoney entities, one canonical JSON object a line: the record and its texts
 * are `PlainText`, each claim is an `Event` that names the record as proof. Ids are digests of what is
 * public, so they say nothing and stay the same.
 */
export const recordFtm = function* (
  record: PublicRecord,
  items: NumberedItems,
): Generator<string, void, void> {
  for (const entity of entitiesOf(record, items)) yield `${canonicalJson(entity)}\n`
}
