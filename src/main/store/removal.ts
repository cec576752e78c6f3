import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { noHash } from './context.ts'
import type { Batch, Context } from './context.ts'
import { dropUnusedBlobs, hasUnusedBlobs } from './blobs.ts'
import { append } from './journal.ts'
import { dropCosignatures } from './cosignatures.ts'
import { dropOpenings } from './openings.ts'
import { isReferredTo } from './named-records.ts'
import { findRow, journalRecord, verified } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { updateRecord } from './record-write.ts'
import { reportContent } from './report-columns.ts'

export const removeRecord = (context: Context, id: RecordId, rev: number): void =>
  context.write((batch) => {
    const found = findRow(context, id)
    if (found === undefined || found.removed === 1) throw new Failure('not-found')
    const { row } = verified(context, found)
    if (row.rev !== rev) throw new Failure('conflict')
    if (isReferredTo(context, row)) throw new Failure('in-use')
    updateRecord(context, batch, row, { removed: 1 })
    journalRecord(context, batch, id, 'record.removed')
  })

const bringBack = (context: Context, batch: Batch, row: RecordRow): void => {
  updateRecord(context, batch, verified(context, row).row, { removed: 0 })
  journalRecord(context, batch, row.id, 'record.restored')
}

export const restoreRecord = (context: Context, id: RecordId): void =>
  context.write((batch) => {
    const row = findRow(context, id)
    if (row === undefined) throw new Failure('not-found')
    if (row.removed === 0) return
    bringBack(context, batch, row)
    if (row.kind !== 'report') return
    const { caseId, sourceIds } = reportContent(row.content)
    for (const reference of [...(caseId === null ? [] : [caseId]), ...sourceIds]) {
      const other = findRow(context, reference)
      if (other?.removed === 1) bringBack(context, batch, other)
    }
  })

/** Its lines stay without their times; so do the vault's own that were written with one of them. */
const forgetTimes = (context: Context, { id }: RecordRow): void => {
  context
    .sql<[string]>(
      `UPDATE journal SET time = NULL WHERE subject_kind = 'vault' AND time IS NOT NULL
        AND txn IN (SELECT txn FROM journal WHERE subject = ?)`,
    )
    .run(id)
  context.sql<[string]>('UPDATE journal SET time = NULL WHERE subject = ?').run(id)
}

/** Was a purge the last thing that happened? Then its rewriting may have been cut short. */
const endsWithPurge = (context: Context): boolean =>
  context.sql<[], { kind: string }>('SELECT kind FROM journal ORDER BY seq DESC LIMIT 1').get()
    ?.kind === 'record.purged'

/**
 * `secure_delete` clears what rows leave, but an index page that shrinks within itself can keep a
 * word of the search in its slack; only new pages are certain to hold nothing else. When the disk
 * has no room for that, the records are gone all the same, and the next call tries again.
 */
const rewritePages = (context: Context): void => {
  try {
    context.rewrite()
  } catch {
    // A fault worse than a full disk has frozen the store.
  }
}

export const purgeRemoved = (context: Context): number => {
  const removed = context.read(() =>
    context.sql<[], RecordRow>('SELECT * FROM record WHERE removed = 1 ORDER BY num').all(),
  )
  if (removed.length === 0 && !context.read(() => hasUnusedBlobs(context))) {
    if (context.read(() => endsWithPurge(context))) rewritePages(context)
    return 0
  }
  context.write((batch) => {
    for (const row of removed) {
      // Revisions, heads, seal, tags and links go with it; its words left the index when it was
      // removed. The salt goes too, so that the digests that stay confirm no guess.
      context.sql<[number]>('DELETE FROM record WHERE num = ?').run(row.num)
      append(context, batch, {
        kind: 'record.purged',
        subject_kind: row.kind,
        subject: row.id,
        digest: noHash(),
      })
      forgetTimes(context, row)
      dropOpenings(context, batch, row.id)
      dropCosignatures(context, batch, row.id)
    }
    dropUnusedBlobs(context)
  })
  rewritePages(context)
  return removed.length
}
