import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { noHash } from './context.ts'
import type { Batch, Context } from './context.ts'
import { dropUnusedBlobs, hasUnusedBlobs } from './blobs.ts'
import { append } from './journal.ts'
import { dropCosignatures } from './cosignatures.ts'
import { dropRetention } from './retention.ts'
import { isHeld } from './legal-hold.ts'
import { dropAdvisories, forgetAdvisoryTimes } from './notices.ts'
import { dropReasons } from './audit-reasons.ts'
import { isReferredTo } from './named-records.ts'
import { findRow, journalRecord, removedRows, verified } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { updateRecord } from './record-write.ts'
import { reportContent } from './report-columns.ts'
import { journalVault } from './vault-state.ts'

/**
 * The purposes of exports that carried a record go with it: they are a person's own words. The lines
 * of an export and the vault's own line are one transaction, and the vault has one such line for each
 * export, in their order. What was let pass of a purpose goes too: the reason, the words that it quotes,
 * and the co-signature that names them. Part of a purge.
 */
const dropPurposes = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context
    .sql<[string]>(
      `UPDATE export SET purpose = '' WHERE purpose <> '' AND num IN (
        SELECT e.num FROM (SELECT num, row_number() OVER (ORDER BY num) AS n FROM export) e
        JOIN (SELECT txn, row_number() OVER (ORDER BY seq) AS n FROM journal
          WHERE subject = 'vault' AND kind = 'record.exported') j ON j.n = e.n
        WHERE j.txn IN (SELECT txn FROM journal WHERE subject = ? AND kind = 'record.exported'))`,
    )
    .run(subject)
  const words = context
    .sql<[string]>(
      `DELETE FROM opening WHERE subject = 'vault' AND seq IN (
        SELECT seq FROM journal WHERE subject = 'vault'
          AND kind IN ('review.overridden', 'review.cosigned')
          AND txn IN (SELECT txn FROM journal WHERE subject = ? AND kind = 'record.exported'))`,
    )
    .run(subject)
  if (changes + words.changes > 0) journalVault(context, batch, 'record.purged')
}

/** A record that left in a file, as it was in it. */
export type HandedOver = { readonly subject: RecordId; readonly heads: readonly RevisionId[] }

export const removeRecord = (context: Context, id: RecordId, rev: number): void =>
  context.write((batch) => {
    const found = findRow(context, id)
    if (found === undefined || found.removed === 1) throw new Failure('not-found')
    const { row } = verified(context, found)
    if (row.rev !== rev) throw new Failure('conflict')
    if (isReferredTo(context, row)) throw new Failure('in-use')
    if (isHeld(context, row)) throw new Failure('held')
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

/** Was a record of this id ever deleted for good? Its lines stay, and nothing of it may come back. */
export const wasPurged = (context: Context, id: RecordId): boolean =>
  context
    .sql<[string]>(`SELECT 1 FROM journal WHERE subject = ? AND kind = 'record.purged' LIMIT 1`)
    .get(id) !== undefined

/** Was a purge the last thing that happened? Vaults from before there was a mark say it so. */
const endsWithPurge = (context: Context): boolean =>
  context.sql<[], { kind: string }>('SELECT kind FROM journal ORDER BY seq DESC LIMIT 1').get()
    ?.kind === 'record.purged'

/** `application_id` of a database whose pages are still to be rewritten: "rewr". */
const owed = 0x72_65_77_72

/** Part of the purge's transaction when it is set, so that no crash comes between. */
const markRewrite = ({ db }: Context, isOwed: boolean): void => {
  db.pragma(isOwed ? `application_id = ${String(owed)}` : 'application_id = 0')
}

/** Were records erased without their pages having been rewritten since? */
export const isRewriteOwed = ({ db }: Context): boolean =>
  db.pragma('application_id', { simple: true }) === owed

/**
 * `secure_delete` clears what rows leave, but an index page that shrinks within itself can keep a
 * word of the search in its slack; only new pages are certain to hold nothing else. When the disk
 * has no room for that, the records are gone all the same, and the next call tries again, whatever was
 * written in between: the file itself says that it is owed.
 */
const rewritePages = (context: Context): void => {
  try {
    context.rewrite()
    markRewrite(context, false)
  } catch {
    // A fault worse than a full disk has frozen the store.
  }
}

/**
 * Deletes records for good, with everything that goes with them: revisions, heads, seals, tags and
 * links; their words left the index when they were removed. The salt goes too, so that the digests
 * that stay confirm no guess. What is left is their lines, by the day.
 */
const purge = (context: Context, batch: Batch, rows: readonly RecordRow[]): void => {
  if (rows.length > 0) {
    markRewrite(context, true)
    dropAdvisories(
      context,
      batch,
      rows.map(({ id }) => id),
    )
    forgetAdvisoryTimes(context)
  }
  for (const row of rows) {
    dropRetention(context, batch, row.id)
    dropPurposes(context, batch, row.id)
    context.sql<[number]>('DELETE FROM record WHERE num = ?').run(row.num)
    append(context, batch, {
      kind: 'record.purged',
      subject_kind: row.kind,
      subject: row.id,
      digest: noHash(),
    })
    forgetTimes(context, row)
    dropReasons(context, batch, row.id)
    dropCosignatures(context, batch, row.id)
  }
}

export const purgeRemoved = (context: Context): number => {
  const removed = context.read(() => removedRows(context))
  if (removed.length === 0 && !context.read(() => hasUnusedBlobs(context))) {
    if (context.read(() => isRewriteOwed(context) || endsWithPurge(context))) rewritePages(context)
    return 0
  }
  const purged = context.write((batch) => {
    // A hold that was set since brings a record back: nothing under a hold is erased.
    const held = removed.filter((row) => isHeld(context, row))
    for (const row of held) bringBack(context, batch, row)
    const going = removed.filter((row) => !held.includes(row))
    purge(context, batch, going)
    dropUnusedBlobs(context)
    return going.length
  })
  if (purged > 0 || context.read(() => isRewriteOwed(context))) rewritePages(context)
  return purged
}

/**
 * Lets go of records that left in a file which was read back: journals each as handed over and
 * erases them, all or none, in one transaction.
 *
 * @throws Failure `not-found`; `held` under a legal hold; `unfinished` for a report with a draft;
 * `in-use` when a record that stays refers to one of them; `conflict` when one of them is not what
 * left, by its heads.
 */
export const handOver = (context: Context, records: readonly HandedOver[]): void => {
  context.write((batch) => {
    const rows = records.map(({ subject, heads }) => {
      const found = findRow(context, subject)
      if (found === undefined || found.removed === 1) throw new Failure('not-found')
      const { row, heads: now } = verified(context, found)
      if (isHeld(context, row)) throw new Failure('held')
      if (row.state !== 'filed') throw new Failure('unfinished')
      if ([...heads].sort().join() !== [...now].sort().join()) throw new Failure('conflict')
      return row
    })
    for (const row of rows) {
      updateRecord(context, batch, row, { removed: 1 })
      journalRecord(context, batch, row.id, 'record.handed-over')
    }
    if (rows.some((row) => isReferredTo(context, row))) throw new Failure('in-use')
    purge(context, batch, rows)
    dropUnusedBlobs(context)
  })
  rewritePages(context)
}
