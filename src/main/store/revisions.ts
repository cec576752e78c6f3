import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day, RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { revisionForm } from '../../shared/revision-form.ts'
import { authorsNaming } from './authors-naming.ts'
import { writeRevisionBlobs } from './blobs.ts'
import type { Context } from './context.ts'
import { hex, textDigest } from './context.ts'
import { isHandedOver } from './handed-over.ts'
import { findRow, getRecord, verified } from './record-state.ts'
import type { RecordKind, Verified } from './record-state.ts'
import { writeSeal } from './seals.ts'

/** The state of a record that its next revision depends on. */
export type Heads = {
  readonly rev: number
  /**
   * The base of the working content, now or before. Absent from `heads` when an import replaced it.
   */
  readonly head: RevisionId | null
  readonly heads: readonly RevisionId[]
}

export type StoredRevision = { readonly revision: Revision; readonly isHead: boolean }

type RevisionRecord = {
  readonly id: RevisionId
  readonly record: number
  readonly subject: RecordId
  readonly kind: RecordKind
  readonly removed: 0 | 1
  readonly parents: string
  readonly author: AuthorKey
  readonly day: Day
  readonly bytes: Buffer
  readonly seal: string | null
  readonly signature: string
}

/** The content as bytes: the engine takes ten times as long to make a string of it. */
const columns = `SELECT v.id, v.record, r.id AS subject, r.kind, r.removed, v.parents, v.author, v.day,
  CAST(v.content AS BLOB) AS bytes, v.seal, v.signature
  FROM revision v JOIN record r ON r.num = v.record`

/** In the order of canonical JSON, which is written faster. */
const asRevision = (row: RevisionRecord): Revision => ({
  author: row.author,
  content: row.bytes.toString('utf8'),
  day: row.day,
  id: row.id,
  kind: row.kind,
  parents: JSON.parse(row.parents) as RevisionId[],
  seal: row.seal,
  signature: row.signature,
  subject: row.subject,
})

/** Is a revision's id the digest of its form? */
export const isRevisionIntact = (context: Context, revision: Revision): boolean =>
  textDigest(context, revisionForm(revision)) === revision.id

const findRevision = (context: Context, id: string): RevisionRecord | undefined =>
  context.sql<[string], RevisionRecord>(`${columns} WHERE v.id = ?`).get(id)

const intactIn = (context: Context, row: RevisionRecord): Revision => {
  const revision = asRevision(row)
  if (!isRevisionIntact(context, revision)) throw new Failure('tampered')
  return revision
}

/** Complete or not at all. @throws Failure `not-found`, `tampered`. */
export const readRevision = (context: Context, id: string): Revision => {
  const row = findRevision(context, id)
  if (row === undefined) throw new Failure('not-found')
  return intactIn(context, row)
}

/** The rows of a record's revisions, newest first. */
export const revisionRows = (context: Context, num: number): number[] =>
  context
    .sql<[number], number>('SELECT num FROM revision WHERE record = ? ORDER BY num DESC')
    .pluck()
    .all(num)

/** One revision, unverified; null: it was erased. */
export const revisionAt = (context: Context, row: number): Revision | null => {
  const found = context.sql<[number], RevisionRecord>(`${columns} WHERE v.num = ?`).get(row)
  return found === undefined ? null : asRevision(found)
}

export const hasRevision = (context: Context, id: string): boolean =>
  context.sql<[string]>('SELECT 1 FROM revision WHERE id = ?').get(id) !== undefined

export const isRevisionOf = (context: Context, num: number, id: string): boolean =>
  context
    .sql<[string, number]>('SELECT 1 FROM revision WHERE id = ? AND record = ?')
    .get(id, num) !== undefined

/**
 * @throws Failure `invalid` when the seal is not the one that it names, or a file that it names is
 * missing.
 */
export const insertRevision = (
  context: Context,
  num: number,
  revision: Revision,
  seal: Uint8Array | null,
): void => {
  const digest = seal === null ? null : hex(context.digest.plain(seal))
  if (digest !== revision.seal) throw new Failure('invalid')
  const { lastInsertRowid } = context
    .sql<unknown[]>(
      `INSERT INTO revision (id, record, parents, author, day, content, seal, signature)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      revision.id,
      num,
      canonicalJson(revision.parents),
      revision.author,
      revision.day,
      revision.content,
      revision.seal,
      revision.signature,
    )
  if (seal !== null) writeSeal(context, Number(lastInsertRowid), seal)
  if (revision.kind === 'report') {
    const written = { revision: Number(lastInsertRowid), report: num }
    writeRevisionBlobs(context, written, revision.content)
  }
}

/** Does one of our own revisions fit its record? @throws Failure `invalid`. */
export const checkOwn = (
  context: Context,
  revision: Revision,
  of: { readonly id: string; readonly kind: RecordKind; readonly content: string },
  heads: readonly RevisionId[],
): void => {
  const fits =
    revision.subject === of.id &&
    revision.kind === of.kind &&
    revision.content === of.content &&
    revision.parents.every((parent) => hasRevision(context, parent)) &&
    (heads.length === 0 || revision.parents.length > 0) &&
    isRevisionIntact(context, revision)
  if (!fits) throw new Failure('invalid')
}

/** The heads after adding `revision`: it replaces its parents. */
export const headsAfter = (heads: readonly RevisionId[], revision: Revision): RevisionId[] => {
  const replaced = new Set(revision.parents)
  return [...heads.filter((head) => !replaced.has(head)), revision.id].sort()
}

const isHeadOf = (context: Context, num: number, id: RevisionId): boolean =>
  context
    .sql<[number, string]>('SELECT 1 FROM record_head WHERE record = ? AND revision = ?')
    .get(num, id) !== undefined

/**
 * Reads one revision of a record at a time, newest first, so that the caller can yield in between.
 * The record may change meanwhile: the revisions are those that it has now.
 *
 * @throws (while iterating) Failure `not-found` if it is erased meanwhile; `tampered`.
 */
export const revisionsOf = (
  context: Context,
  { row: { num }, heads }: Verified,
): Iterable<StoredRevision> => readRows(context, revisionRows(context, num), new Set(heads))

const readRows = function* (
  context: Context,
  rows: readonly number[],
  heads: ReadonlySet<RevisionId>,
): Generator<StoredRevision> {
  for (const row of rows) {
    const revision = context.read(() => revisionAt(context, row))
    if (revision === null) throw new Failure('not-found')
    if (!isRevisionIntact(context, revision)) throw new Failure('tampered')
    yield { revision, isHead: heads.has(revision.id) }
  }
}

/** @throws Failure `not-found` for an unknown or removed record; as `revisionsOf`; `tampered`. */
const each = function* (context: Context, subject: RecordId): Generator<StoredRevision> {
  yield* context.read(() => revisionsOf(context, getRecord(context, subject)))
}

/** Signed versions of records. The ids are checked here, the signatures by the caller. */
export const revisionRepository = (context: Context) => ({
  /** Newest first. @throws Failure `not-found` for an unknown or removed record; `tampered`. */
  list: (subject: RecordId): StoredRevision[] => [...each(context, subject)],
  /** `list`, one at a time: a record may have thousands. */
  each: (subject: RecordId): Iterable<StoredRevision> => each(context, subject),
  /** @throws Failure `not-found`; `tampered` when its id is not the digest of its form. */
  get: (id: RevisionId): StoredRevision =>
    context.read(() => {
      const row = findRevision(context, id)
      if (row === undefined || row.removed === 1) throw new Failure('not-found')
      return { revision: intactIn(context, row), isHead: isHeadOf(context, row.record, id) }
    }),
  /**
   * Everyone who signed a revision of the record, from their column alone: not verified, and only
   * for limits.
   */
  authors: (subject: RecordId): AuthorKey[] =>
    context.read(() =>
      context
        .sql<[string], AuthorKey>(
          `SELECT DISTINCT v.author FROM revision v JOIN record r ON r.num = v.record
            WHERE r.id = ?`,
        )
        .pluck()
        .all(subject),
    ),
  has: (id: RevisionId): boolean => context.read(() => hasRevision(context, id)),
  /** The signer of the record's first revision; null: it has no revision. @throws Failure `tampered`. */
  rootAuthor: (subject: RecordId): AuthorKey | null =>
    context.read(() => {
      const found = context
        .sql<[string], { id: string }>(
          `SELECT v.id FROM revision v JOIN record r ON r.num = v.record
            WHERE r.id = ? AND v.parents = '[]' ORDER BY v.num LIMIT 1`,
        )
        .get(subject)
      return found === undefined ? null : readRevision(context, found.id).author
    }),
  ...authorsNaming(context, (id) => readRevision(context, id).author),
  /**
   * Null for a record that is not here or was handed over. Includes deleted ones.
   *
   * @throws Failure `tampered`.
   */
  heads: (subject: RecordId): Heads | null =>
    context.read(() => {
      const found = findRow(context, subject)
      if (found === undefined || isHandedOver(context, found)) return null
      const { row, heads } = verified(context, found)
      return { rev: row.rev, head: row.head, heads }
    }),
})
