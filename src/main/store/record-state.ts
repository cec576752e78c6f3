import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId, RevisionId } from '../../shared/ids.ts'
import type { JournalLine, ReportState, Revision } from '../../shared/records.ts'
import { recordKind } from '../../shared/vocabularies.ts'
import type { Batch, Context } from './context.ts'
import { append, lastOf, sameBytes } from './journal.ts'

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
  id: row.id,
  kind: row.kind,
  rev: row.rev,
  state: row.state,
  head: row.head,
  heads: headsOf(context, row.num),
  updatedDay: row.updated_day,
  removed: row.removed === 1,
  content: row.content,
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

/** Rows that were removed and not purged yet, found by an index: of a full table they are few or none. */
export const removedRows = (context: Context): RecordRow[] =>
  context
    .sql<[string], RecordRow>(
      `SELECT * FROM record INDEXED BY record_by_kind
        WHERE kind IN (SELECT value FROM json_each(?)) AND removed = 1 ORDER BY num`,
    )
    .all(JSON.stringify(recordKind))

export const findRow = (context: Context, id: string): RecordRow | undefined =>
  context.sql<[string], RecordRow>('SELECT * FROM record WHERE id = ?').get(id)

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

/** Writes the journal line for the record as it now is. The last thing that a write does to it. */
export const journalRecord = (
  context: Context,
  batch: Batch,
  id: string,
  kind: JournalLine['kind'],
): void => {
  const row = findRow(context, id)
  if (row === undefined) throw new Failure('internal')
  append(context, batch, {
    kind,
    subject_kind: row.kind,
    subject: row.id,
    digest: stateDigest(context, row.salt, rawRecord(context, row)),
  })
}
