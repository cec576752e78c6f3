import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId, RevisionId } from '../../shared/ids.ts'
import type { JournalLine, ReportState, Revision, CaseContent } from '../../shared/records.ts'
import { recordKind } from '../../shared/vocabularies.ts'
import type { Batch, Context } from './context.ts'
import { append, lastOf, sameBytes } from './context.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { limits } from '../../shared/limits.ts'
import { indexedText } from '../../shared/index-words.ts'
import type { IndexedText } from '../../shared/index-words.ts'
import { referencesIn } from '../../shared/references.ts'
import type { Reference } from '../../shared/references.ts'
import { writeReportBlobs } from './blobs.ts'
import { fold } from './fold.ts'
import { reportContent, sourceContent } from './record-content.ts'
import {
  dropFromSearch,
  putIntoSearch,
  reportColumns,
  writeReportColumns,
} from './report-columns.ts'
import type { Steps } from '../../shared/steps.ts'

/** A record as stored, verified or not: for `Verify vault` and for rescue. */
export type RawRecord = {
  readonly id: RecordId
  readonly kind: Revision['kind']
  readonly rev: number
  readonly state: ReportState
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
  readonly updatedDay: Day
  readonly removed: boolean
  /** Canonical JSON. */
  readonly content: string
}

export type RecordKind = RawRecord['kind']

export type RecordRow = {
  readonly num: number
  readonly id: RecordId
  readonly kind: RecordKind
  readonly rev: number
  readonly state: ReportState
  readonly head: RevisionId | null
  readonly updated_day: Day
  readonly removed: 0 | 1
  readonly salt: Uint8Array
  readonly name: string
  readonly content: string
}

/** A record whose digest was found to be the journal's. */
export type Verified = { readonly row: RecordRow; readonly heads: readonly RevisionId[] }

export const headsOf = (context: Context, num: number): RevisionId[] =>
  context
    .sql<[number], { revision: RevisionId }>(
      'SELECT revision FROM record_head WHERE record = ? ORDER BY revision',
    )
    .all(num)
    .map((head) => head.revision)

/** Are there heads that the working content is not based on? Then the user has to merge. */
export const isConflicted = (head: RevisionId | null, heads: readonly RevisionId[]): boolean =>
  heads.length > 1 || (head !== null && !heads.includes(head))

/** The head to rest on when there are several: the same one on every device. */
export const chooseHead = (heads: readonly RevisionId[]): RevisionId => {
  const [first] = [...heads].sort()
  if (first === undefined) throw new Failure('internal')
  return first
}

export const rawRecord = (context: Context, row: RecordRow): RawRecord => ({
  content: row.content,
  head: row.head,
  heads: headsOf(context, row.num),
  id: row.id,
  kind: row.kind,
  removed: row.removed === 1,
  rev: row.rev,
  state: row.state,
  updatedDay: row.updated_day,
})

/** The digest of all that a record is: docs/FORMAT-RECORDS.md, "The digest of a record". */
export const stateDigest = (context: Context, salt: Uint8Array, record: RawRecord): Uint8Array =>
  context.digest.record(salt, Buffer.from(canonicalJson(record)))

export const holds = (context: Context, row: RecordRow, record: RawRecord): boolean =>
  sameBytes(stateDigest(context, row.salt, record), lastOf(context, row.id).digest)

/** @throws Failure `tampered` when the record is not what the journal last recorded. */
export const verified = (context: Context, row: RecordRow): Verified => {
  const record = rawRecord(context, row)
  if (!holds(context, row, record)) throw new Failure('tampered')
  return { row, heads: record.heads }
}

export type StoredRow = Omit<RecordRow, 'content'> & { readonly bytes: Buffer }

/** The content as bytes: the engine takes ten times as long as {@link asRow} to make a string. */
export const rowColumns = `num, id, kind, rev, state, head, updated_day, removed, salt, name,
  CAST(content AS BLOB) AS bytes`

/** A row of {@link rowColumns}. */
export const asRow = ({ bytes, ...row }: StoredRow): RecordRow => ({
  ...row,
  content: bytes.toString('utf8'),
})

const readRow = (
  context: Context,
  where: string,
  value: string | number,
): RecordRow | undefined => {
  const row = context
    .sql<[string | number], StoredRow>(`SELECT ${rowColumns} FROM record WHERE ${where} = ?`)
    .get(value)
  return row === undefined ? undefined : asRow(row)
}

export const findRow = (context: Context, id: string): RecordRow | undefined =>
  readRow(context, 'id', id)

export type RecordHeader = Pick<RecordRow, 'num' | 'id' | 'kind' | 'state' | 'head' | 'removed'>

export const headerColumns = 'num, id, kind, state, head, removed'

/** What a row says before its content, whose pages are not read. */
export const findHeader = (context: Context, id: string): RecordHeader | undefined =>
  context.sql<[string], RecordHeader>(`SELECT ${headerColumns} FROM record WHERE id = ?`).get(id)

/**
 * Reads the records of one request, each verified in steps. What was made of a record is kept while
 * its digest in the journal stays the same: where the request is done again after a save, only what
 * was saved is read again.
 *
 * @param make what the request needs of a record, without its texts.
 * @param which removed records too, or those alone that are not removed.
 * @returns reads the record of a number; null where there is none of these.
 * @throws (the returned) Failure `tampered`.
 */
export const readerOf = <T>(
  context: Context,
  make: (found: Verified) => Steps<T>,
  which: 'here' | 'all' = 'here',
) => {
  const made = new Map<number, { readonly digest: Uint8Array; readonly value: T }>()
  return function* (num: number): Steps<T | null> {
    const { header, digest } = context.read(() => {
      const found = context
        .sql<[number], RecordHeader>(`SELECT ${headerColumns} FROM record WHERE num = ?`)
        .get(num)
      return { header: found, digest: lastOf(context, found?.id ?? '').digest }
    })
    if (header === undefined || (header.removed === 1 && which === 'here')) return null
    const known = made.get(num)
    if (known !== undefined && sameBytes(known.digest, digest)) return known.value
    // In the step of the digest: what is saved later has other heads.
    const record = context.read(() => {
      const row = readRow(context, 'num', num)
      return row === undefined ? null : { row, raw: rawRecord(context, row) }
    })
    if (record === null) return null
    yield
    const bytes = Buffer.from(canonicalJson(record.raw))
    yield
    const { row, raw } = record
    if (!sameBytes(context.digest.record(row.salt, bytes), digest)) throw new Failure('tampered')
    const value = yield* make({ row, heads: raw.heads })
    made.set(num, { digest, value })
    return value
  }
}

/** {@link readerOf} for what is made of a record in one step. */
export const oneStepReaderOf = <T>(
  context: Context,
  make: (found: Verified) => T,
  which: 'here' | 'all' = 'here',
) =>
  readerOf(
    context,
    function* (found) {
      yield
      return make(found)
    },
    which,
  )

/** Records that were removed and not purged yet, found by an index: of a full table few or none. */
export const removedRows = (context: Context): RecordHeader[] =>
  context
    .sql<[string], RecordHeader>(
      `SELECT ${headerColumns} FROM record INDEXED BY record_by_kind
        WHERE kind IN (SELECT value FROM json_each(?)) AND removed = 1 ORDER BY num`,
    )
    .all(JSON.stringify(recordKind))

/**
 * @param kind any when left out.
 * @throws Failure `not-found` when there is none of that kind or it is removed; `tampered`.
 */
export const getRecord = (context: Context, id: string, kind?: RecordKind): Verified => {
  const row = findRow(context, id)
  if (row === undefined || row.removed === 1) throw new Failure('not-found')
  if (kind !== undefined && row.kind !== kind) throw new Failure('not-found')
  return verified(context, row)
}

/** For a save: null for a new record. @throws Failure `conflict`, `not-found`, `tampered`. */
export const expectRev = (
  context: Context,
  id: string,
  kind: RecordKind,
  rev: number,
): Verified | null => {
  if (rev === 0) {
    if (findRow(context, id) !== undefined) throw new Failure('conflict')
    return null
  }
  const found = getRecord(context, id, kind)
  if (found.row.rev !== rev) throw new Failure('conflict')
  return found
}

/** Writes the journal line for a record whose row is as it was just written. */
export const journalRow = (
  context: Context,
  batch: Batch,
  row: RecordRow,
  kind: JournalLine['kind'],
): void =>
  append(context, batch, {
    kind,
    subject_kind: row.kind,
    subject: row.id,
    digest: stateDigest(context, row.salt, rawRecord(context, row)),
  })

/** Writes the journal line for the record as it now is. The last thing that a write does to it. */
export const journalRecord = (
  context: Context,
  batch: Batch,
  id: string,
  kind: JournalLine['kind'],
): void => {
  const row = findRow(context, id)
  if (row === undefined) throw new Failure('internal')
  journalRow(context, batch, row, kind)
}

/** Lookup key for filters: a case's title, a source's code name or name, folded. */
export const nameOf = (kind: RecordKind, content: string): string => {
  // Our own canonical JSON: written by us and protected by the journal's digest since.
  if (kind === 'case') return fold((JSON.parse(content) as CaseContent).title)
  if (kind !== 'source') return ''
  const source = sourceContent(content)
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
    /** Of a report, for the search index; made from the content when left out. */
    readonly indexed?: IndexedText
  },
): RecordRow => {
  const { id, kind, state, head, content, indexed } = record
  const salt = Buffer.from(context.digest.salt())
  const name = nameOf(kind, content)
  const { lastInsertRowid } = context
    .sql<unknown[]>(
      `INSERT INTO record (id, kind, rev, state, head, updated_day, removed, salt, name, content)
        VALUES (?, ?, 1, ?, ?, ?, 0, ?, ?, ?)`,
    )
    .run(id, kind, state, head, batch.day, salt, name, content)
  const row: RecordRow = {
    num: Number(lastInsertRowid),
    id: id as RecordId,
    kind,
    rev: 1,
    state,
    head,
    updated_day: batch.day,
    removed: 0,
    salt,
    name,
    content,
  }
  if (kind === 'report') {
    const report = reportContent(content)
    writeReportColumns(context, row.num, reportColumns(report))
    writeReportBlobs(context, row)
    putIntoSearch(context, row.num, indexed ?? indexedText(report))
  }
  return row
}

/**
 * Replaces a record's content, updates lists and search index, and raises `rev` by one.
 *
 * @param indexed of a report, for the search index; made from the content when left out.
 * @returns the row as it was written.
 */
export const updateRecord = (
  context: Context,
  batch: Batch,
  row: RecordRow,
  change: Partial<Pick<RecordRow, 'state' | 'head' | 'content' | 'removed'>>,
  indexed?: IndexedText,
): RecordRow => {
  const next: RecordRow = { ...row, ...change, rev: row.rev + 1, updated_day: batch.day }
  const isRewritten = row.content !== next.content
  const name = isRewritten ? nameOf(next.kind, next.content) : row.name
  // The engine writes each index of a column that is set, changed or not.
  const changed: readonly (readonly [string, string | number | null])[] = [
    ['rev', next.rev],
    ['updated_day', next.updated_day],
    ...(['state', 'head', 'removed'] as const)
      .filter((column) => row[column] !== next[column])
      .map((column) => [column, next[column]] as const),
    ...(isRewritten
      ? ([
          ['name', name],
          ['content', next.content],
        ] as const)
      : []),
  ]
  const columns = changed.map(([column]) => `${column} = ?`).join(', ')
  context
    .sql<unknown[]>(`UPDATE record SET ${columns} WHERE num = ?`)
    .run(...changed.map(([, value]) => value), next.num)
  if (row.kind === 'report' && (isRewritten || row.removed !== next.removed)) {
    if (row.removed === 0) dropFromSearch(context, row)
    if (isRewritten) {
      writeReportColumns(context, next.num, reportColumns(reportContent(next.content)))
      writeReportBlobs(context, next)
    }
    if (next.removed === 0)
      putIntoSearch(context, next.num, indexed ?? indexedText(reportContent(next.content)))
  }
  return { ...next, name }
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
