import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { RevisionId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import type { CaseContent, ReportState, SourceContent } from '../../shared/records.ts'
import { referencesIn } from '../../shared/references.ts'
import type { Reference } from '../../shared/references.ts'
import { writeReportBlobs } from './blobs.ts'
import type { Batch, Context } from './context.ts'
import { fold } from './fold.ts'
import { findRow } from './record-state.ts'
import type { RecordKind, RecordRow } from './record-state.ts'
import { dropFromSearch, putIntoSearch, writeReportColumns } from './report-columns.ts'

/** Lookup key for filters: a case's title, a source's code name or name, folded. */
export const nameOf = (kind: RecordKind, content: string): string => {
  // Our own canonical JSON: written by us and protected by the journal's digest since.
  if (kind === 'case') return fold((JSON.parse(content) as CaseContent).title)
  if (kind !== 'source') return ''
  const source = JSON.parse(content) as SourceContent
  return fold(source.codeName === '' ? source.name : source.codeName)
}

export const insertRecord = (
  context: Context,
  batch: Batch,
  record: {
    readonly id: string
    readonly kind: RecordKind
    readonly state: ReportState
    readonly head: RevisionId | null
    readonly content: string
  },
): RecordRow => {
  context
    .sql<unknown[]>(
      `INSERT INTO record (id, kind, rev, state, head, updated_day, removed, salt, name, content)
        VALUES (?, ?, 1, ?, ?, ?, 0, ?, ?, ?)`,
    )
    .run(
      record.id,
      record.kind,
      record.state,
      record.head,
      batch.day,
      Buffer.from(context.digest.salt()),
      nameOf(record.kind, record.content),
      record.content,
    )
  const row = findRow(context, record.id)
  if (row === undefined) throw new Failure('internal')
  if (row.kind === 'report') {
    writeReportColumns(context, row)
    writeReportBlobs(context, row)
    putIntoSearch(context, row)
  }
  return row
}

/** Replaces a record's content, updates lists and search index, and raises `rev` by one. */
export const updateRecord = (
  context: Context,
  batch: Batch,
  row: RecordRow,
  change: Partial<Pick<RecordRow, 'state' | 'head' | 'content' | 'removed'>>,
): RecordRow => {
  const next: RecordRow = { ...row, ...change, rev: row.rev + 1, updated_day: batch.day }
  context
    .sql<unknown[]>(
      `UPDATE record SET rev = ?, state = ?, head = ?, updated_day = ?, removed = ?, name = ?,
        content = ? WHERE num = ?`,
    )
    .run(
      next.rev,
      next.state,
      next.head,
      next.updated_day,
      next.removed,
      nameOf(next.kind, next.content),
      next.content,
      next.num,
    )
  if (row.kind === 'report' && (row.content !== next.content || row.removed !== next.removed)) {
    if (row.removed === 0) dropFromSearch(context, row)
    if (row.content !== next.content) {
      writeReportColumns(context, next)
      writeReportBlobs(context, next)
    }
    if (next.removed === 0) putIntoSearch(context, next)
  }
  return next
}

export const writeHeads = (context: Context, num: number, heads: readonly RevisionId[]): void => {
  context.sql<[number]>('DELETE FROM record_head WHERE record = ?').run(num)
  const insert = context.sql<[number, string]>(
    'INSERT INTO record_head (record, revision) VALUES (?, ?)',
  )
  for (const head of heads) insert.run(num, head)
}

/**
 * The stored form of a content. Each text may be within its limit while all together exceed that of
 * a revision: such a draft could never be filed or exported.
 *
 * @throws Failure 'too-big'.
 */
export const canonicalContent = (content: Canonical): string => {
  const text = canonicalJson(content)
  if (text.length > limits.revisionContent) throw new Failure('too-big')
  return text
}

const isOfAnotherKind = (context: Context, { id, kind }: Reference): boolean => {
  const found = context
    .sql<[string], Pick<RecordRow, 'kind'>>('SELECT kind FROM record WHERE id = ?')
    .get(id)
  return found !== undefined && found.kind !== kind
}

/**
 * Part of a save. A content may refer to a record that is not here; one that is here, hidden or not,
 * must be of the kind that the field names.
 *
 * @param before the content that is replaced: what it refers to is accepted once more.
 * @throws Failure `not-found`.
 */
export const assertReferenceKinds = (
  context: Context,
  kind: RecordKind,
  content: unknown,
  before: string | null = null,
): void => {
  const wrong = referencesIn(kind, content).filter((one) => isOfAnotherKind(context, one))
  if (wrong.length === 0) return
  const known = before === null ? [] : referencesIn(kind, JSON.parse(before))
  const isKnown = (one: Reference): boolean =>
    known.some(({ id, kind: as }) => id === one.id && as === one.kind)
  if (!wrong.every(isKnown)) throw new Failure('not-found')
}
