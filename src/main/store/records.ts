import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import type { Revision } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { assertNotHeld } from './legal-hold.ts'
import {
  findHeader,
  findRow,
  getRecord,
  holds,
  isConflicted,
  journalRecord,
  rawRecord,
  oneStepReaderOf,
  assertReferenceKinds,
  updateRecord,
  writeHeads,
} from './record-state.ts'
import type { RawRecord, RecordRow } from './record-state.ts'
import { createReferrersReader } from './referrers.ts'
import { handOver } from './hand-over.ts'
import { isHandedOver } from './handed-over.ts'
import { removal, wasPurged } from './removal.ts'
import { checkOwn, headsAfter, insertRevision } from './revisions.ts'
import type { Steps } from '../../shared/steps.ts'

type MergeRecord = {
  readonly revision: Revision
  readonly id: RecordId
  /** The one last read: the user's view included any draft. */
  readonly rev: number
  /** All heads that the user saw. The revision's parents are these, up to the limit for parents. */
  readonly heads: readonly RevisionId[]
  /** A fresh seal for a protected source; null for everything else. */
  readonly seal: Uint8Array | null
}

/** `holds`: its digest is the one that the journal last recorded. */
type ExaminedRecord = { readonly record: RawRecord; readonly holds: boolean }

const conflicted = `FROM record WHERE removed = 0 AND num IN (
    SELECT record FROM record_head GROUP BY record HAVING count(*) > 1
    UNION ALL
    SELECT r.num FROM record r WHERE r.kind = 'report' AND r.removed = 0
      AND r.state = 'revising' AND NOT EXISTS
        (SELECT 1 FROM record_head h WHERE h.record = r.num AND h.revision = r.head))
  ORDER BY num DESC`

/** Records of every kind. */
export const recordRepository = (context: Context) => ({
  ...removal(context),
  ...handOver(context),
  /** The records that refer to each of these and so keep it here, as {@link createReferrersReader}. */
  keptBy: (ids: readonly RecordId[]) => createReferrersReader(context, ids),
  /** Is there a record with this id, shown or deleted? Its content is not verified. */
  isKept: (id: RecordId): boolean =>
    context.read(() => {
      const found = findHeader(context, id)
      return found !== undefined && !isHandedOver(context, found)
    }),
  /** Was a record with this id ever permanently deleted? It must not come back. */
  wasPurged: (id: RecordId): boolean => context.read(() => wasPurged(context, id)),
  /**
   * Records with a pending merge, newest first: those with several heads, and reports whose draft is
   * based on a revision that another one has replaced.
   *
   * @param make what is needed of a record.
   * @returns reads them in steps, as {@link readerOf}.
   * @throws (the returned) Failure `tampered`.
   */
  readConflicted: <T>(make: (row: RecordRow) => T) => {
    const read = oneStepReaderOf(context, ({ row }) => make(row))
    return function* (): Steps<T[]> {
      const found: T[] = []
      const nums = context.read(() =>
        context.sql<[], number>(`SELECT num ${conflicted}`).pluck().all(),
      )
      for (const num of nums) {
        yield
        const one = yield* read(num)
        if (one !== null) found.push(one)
      }
      return found
    }
  },
  /**
   * Replaces all heads that the user saw with one revision. They stay in the tree as its parents. The
   * revision also replaces a draft; the caller keeps the parts of the draft that were left out.
   *
   * @throws Failure `not-found`, also for a reference to a record of another kind; `conflict` when
   * heads or content changed since they were seen; `invalid` when there is nothing to merge or the
   * revision does not fit these heads and this record.
   */
  merge: (input: MergeRecord): void =>
    context.write((batch) => {
      const { row, heads } = getRecord(context, input.id)
      const seen = canonicalJson([...input.heads].sort())
      if (row.rev !== input.rev || seen !== canonicalJson([...heads])) throw new Failure('conflict')
      const { revision } = input
      const replaces = new Set(revision.parents)
      const fits =
        isConflicted(row.head, heads) &&
        replaces.size === Math.min(heads.length, limits.parents) &&
        [...replaces].every((parent) => heads.includes(parent))
      if (!fits) throw new Failure('invalid', { fields: ['heads'] })
      const { content } = revision
      assertNotHeld(context, row, content)
      assertReferenceKinds(context, row.kind, JSON.parse(content))
      checkOwn(context, revision, { id: row.id, kind: row.kind, content }, heads)
      insertRevision(context, row.num, revision, input.seal)
      updateRecord(context, batch, row, { state: 'filed', head: revision.id, content })
      writeHeads(context, row.num, headsAfter(heads, revision))
      journalRecord(context, batch, input.id, 'record.merged')
    }),
  /**
   * For rescue: ids only. They are read from an index, so that a damaged page of records hides no
   * other record.
   */
  ids: (): RecordId[] =>
    context.read(() =>
      context
        .sql<[], { id: RecordId }>('SELECT id FROM record ORDER BY id')
        .all()
        .map(({ id }) => id),
    ),
  /**
   * Includes deleted records. Never throws `tampered`.
   *
   * @throws Failure `not-found`; `damaged` or `storage` when it cannot be read.
   */
  examine: (id: RecordId): ExaminedRecord =>
    context.read(() => {
      const row = findRow(context, id)
      if (row === undefined) throw new Failure('not-found')
      const record = rawRecord(context, row)
      return { record, holds: holds(context, row, record) }
    }),
})
