import type { z } from 'zod'
import type { contentSchemas } from './content-schemas.ts'
import type * as ids from './ids.ts'
import type { recordKind } from './vocabularies.ts'

type ReferencedKind = (typeof recordKind)[number]

type Ids = {
  readonly case: ids.CaseId
  readonly source: ids.SourceId
  readonly report: ids.ReportId
  readonly claim: ids.ClaimId
  readonly attribution: ids.AttributionId
  readonly publication: ids.PublicationId
}
/** The kind of record that a value of this type names. */
type KindOf<V> = {
  readonly [K in ReferencedKind]: V extends Ids[K] ? K : never
}[ReferencedKind]

/** Of a field or of the elements of a list. */
type Element<V> = V extends readonly (infer E)[] ? Element<E> : V
type ReferenceRule<V> = [KindOf<V>] extends [never]
  ? Rules<Exclude<Extract<V, object>, string>>
  : KindOf<V>
/** Each field that names a record, also in objects and lists inside of the content. */
type Rules<T> = {
  readonly [K in keyof T as [IdsIn<Element<T[K]>>] extends [never] ? never : K]-?: ReferenceRule<
    Element<T[K]>
  >
}
/** The ids in a value; never where it has none. */
type IdsIn<V> = V extends string
  ? KindOf<V>
  : V extends object
    ? { readonly [K in keyof V]-?: IdsIn<Element<V[K]>> }[keyof V]
    : never

/** The kind of record that each field names. A new field of an id without a kind does not compile. */
const referenceKinds = {
  case: {},
  source: { jointPool: { of: 'attribution' }, sameOrigin: 'source' },
  report: { caseId: 'case', sourceIds: 'source' },
  claim: { reportId: 'report', caseId: 'case', links: { claimId: 'claim' }, sourceIds: 'source' },
  attribution: { sourceId: 'source' },
  publication: {
    caseId: 'case',
    claims: { claimId: 'claim', attributionId: 'attribution' },
    reports: { reportId: 'report', attributionId: 'attribution' },
  },
} as const satisfies {
  readonly [K in ReferencedKind]: Rules<z.infer<(typeof contentSchemas)[K]>>
}

type Fields = { readonly [field: string]: ReferencedKind | Fields }

/** A record that a content names, and the kind that it has to be of. */
export type Reference = { readonly id: ids.RecordId; readonly kind: ReferencedKind }

const namedIn = function* (fields: Fields, value: unknown): Generator<Reference, void, void> {
  if (Array.isArray(value)) {
    for (const element of value) yield* namedIn(fields, element)
    return
  }
  if (typeof value !== 'object' || value === null) return
  const values = new Map<string, unknown>(Object.entries(value))
  for (const [field, kind] of Object.entries(fields)) {
    const found = values.get(field)
    if (typeof kind === 'object') yield* namedIn(kind, found)
    else
      for (const id of [found].flat())
        if (typeof id === 'string') yield { id: id as ids.RecordId, kind }
  }
}

/** Every record that a content of this kind names, field by field; it fits the schema of its kind. */
export const referencesIn = (kind: ReferencedKind, content: unknown): Reference[] => [
  ...namedIn(referenceKinds[kind], content),
]

const quotedId = /"([0-9a-f]{32})"/g

/** All that may be an id in a JSON text, wherever it is, with repeats. */
export const quotedIds = function* (json: string): Generator<string, void, void> {
  for (const [, id = ''] of json.matchAll(quotedId)) yield id
}

/** The sources whose statements are in a content: those that a report or a claim names. */
export const toldSources = (
  of: ReferencedKind,
  references: readonly Reference[],
): readonly ids.SourceId[] =>
  of === 'report' || of === 'claim'
    ? references.flatMap(({ id, kind }) =>
        kind === 'source' ? (id as string as ids.SourceId) : [],
      )
    : []
