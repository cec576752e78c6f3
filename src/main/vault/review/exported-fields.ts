import type { z } from 'zod'
import type { contentSchemas } from '../../../shared/content-schemas.ts'
import type * as ids from '../../../shared/ids.ts'
import type { recordKind } from '../../../shared/vocabularies.ts'

type ExportedKind = (typeof recordKind)[number]
type ContentOf<K extends ExportedKind> = z.infer<(typeof contentSchemas)[K]>

/**
 * `checked`: checked before export, together with the other short texts of the record.
 * `checked-alone`: checked separately, in the `language` of the object that it belongs to.
 * `safe`: has a fixed form, such as a date or a digest, or is meant to be read by the recipient.
 */
export type ExportMark = 'checked' | 'checked-alone' | 'safe'
export type Marks = { readonly [field: string]: ExportMark | Marks }

/** Texts of one fixed form: digits of an id, a key or a day. */
type Coded =
  | ids.AttributionId
  | ids.AuthorKey
  | ids.CaseId
  | ids.ClaimId
  | ids.Day
  | ids.PublicationId
  | ids.RecordId
  | ids.ReportId
  | ids.RevisionId
  | ids.SourceId

/** The type of a field, or of the elements of a list. */
type ElementOf<V> = V extends readonly (infer E)[] ? ElementOf<E> : V
/** Matches a record with open keys, such as `string`, but none with a required key. */
type NoKeys = { readonly ''?: unknown }
/** A text that is neither coded nor one of a closed list of words. */
type Free<V> = V extends string
  ? V extends Coded
    ? never
    : NoKeys extends Record<V, unknown>
      ? V
      : never
  : never
type ObjectsIn<V> = Exclude<Extract<V, object>, string>
type None = 'no text'
/** For types that {@link markedTexts} can't read completely: such a field can't be declared. */
type Unsupported = { readonly 'a field of this type cannot be declared': never }

type MarksFor<V, Owner> = [Free<V>] extends [never]
  ? [ObjectsIn<V>] extends [never]
    ? None
    : string extends KeyOf<ObjectsIn<V>>
      ? Unsupported
      : [keyof TextFields<ObjectsIn<V>>] extends [never]
        ? None
        : TextFields<ObjectsIn<V>>
  : [ObjectsIn<V>] extends [never]
    ? Exclude<ExportMark, Owner extends { readonly language: string } ? never : 'checked-alone'>
    : Unsupported
type MarksOf<V, Owner> = unknown extends V ? Unsupported : MarksFor<ElementOf<V>, Owner>

/** Keys and values of every member of a union. */
type KeyOf<T> = T extends unknown ? keyof T : never
type ValueOf<T, K> = T extends unknown ? (K extends keyof T ? T[K] : never) : never

/**
 * A mark for every text of a content, including nested objects and lists. Ids, days, words of
 * closed lists and numbers have none. A new text field without a mark does not compile.
 */
export type TextFields<T> = {
  readonly [K in KeyOf<T> as MarksOf<ValueOf<T, K>, T> extends None ? never : K]: MarksOf<
    ValueOf<T, K>,
    T
  >
}
/** Every kind of record, with its texts; a new kind without a rule does not compile. */
export type ExportRules<K extends ExportedKind = ExportedKind> = {
  readonly [Kind in K]: TextFields<ContentOf<Kind>> | 'not-exported'
}

/** In the order in which the texts are checked. */
export const exportedFields = {
  case: { title: 'checked', question: 'checked' },
  source: {
    codeName: 'checked',
    // Only a source on the record has a name, and it agreed to be named.
    name: 'safe',
    note: 'checked',
    reliabilityReason: 'checked',
    lastContact: 'safe',
    checkInDue: 'safe',
    consents: { audience: 'checked', given: 'safe', withdrawn: 'safe', note: 'checked' },
    risks: { note: 'checked' },
    jointPool: { basis: 'checked', as: 'safe' },
  },
  report: {
    title: 'checked-alone',
    body: 'checked-alone',
    language: 'safe',
    received: 'safe',
    eventDate: 'safe',
    place: { text: 'checked' },
    handling: { note: 'checked', until: 'safe' },
    tags: 'checked',
    translations: {
      title: 'checked-alone',
      body: 'checked-alone',
      language: 'safe',
      translator: 'checked',
      editor: 'checked',
    },
    overrides: { quote: 'checked', reason: 'checked' },
    attachments: {
      id: 'safe',
      name: 'checked',
      mediaType: 'safe',
      digest: 'safe',
      cleaned: { id: 'safe', name: 'checked', mediaType: 'safe', digest: 'safe' },
    },
  },
  claim: {
    quote: 'checked',
    statement: 'checked',
    act: 'checked',
    whom: 'checked',
    byWhom: 'checked',
    from: { text: 'checked' },
    to: { text: 'checked' },
    when: 'safe',
    credibilityReason: 'checked',
  },
  attribution: {
    language: 'safe',
    phrase: 'checked',
    organisation: 'checked',
    period: 'safe',
    basis: 'checked',
  },
  // Not part of an export: a file with one is refused. The review of the publication checks its printed
  // texts.
  publication: 'not-exported',
} as const satisfies ExportRules

/** A text of a content with its mark. */
export type MarkedText = {
  readonly mark: ExportMark
  readonly text: string
  /** Of the object that the text belongs to; null if it has none. */
  readonly language: string | null
}

/** The texts of a content that fits the schema of `fields`, in the order of `fields`. */
export const markedTexts = function* (
  fields: Marks,
  content: unknown,
): Generator<MarkedText, void, void> {
  if (Array.isArray(content)) {
    for (const element of content) yield* markedTexts(fields, element)
    return
  }
  if (typeof content !== 'object' || content === null) return
  const values = new Map<string, unknown>(Object.entries(content))
  const own = values.get('language')
  const language = typeof own === 'string' ? own : null
  for (const [field, marks] of Object.entries(fields)) {
    const value = values.get(field)
    if (typeof marks === 'object') yield* markedTexts(marks, value)
    else {
      for (const text of [value].flat(Infinity)) {
        if (typeof text === 'string') yield { mark: marks, text, language }
      }
    }
  }
}
