import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import { noHash, append } from './context.ts'
import type { Batch, Context } from './context.ts'
import { dropUnusedBlobs, hasUnusedBlobs } from './blobs.ts'
import { dropRetention } from './retention.ts'
import { isHeld } from './legal-hold.ts'
import { dropAdvisories, forgetAdvisoryTimes } from './notices.ts'
import { dropCosignatures, dropReasons } from './audit-reasons.ts'
import { isReferredTo } from './referrers.ts'
import {
  findRow,
  getRecord,
  journalRecord,
  removedRows,
  verified,
  updateRecord,
} from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { journalVault, verifiedBatch } from './vault-digest.ts'
import { dropFromSettings } from './vault-state.ts'
import type { VaultBatch } from './vault-digest.ts'
import { reportContent } from './record-content.ts'

/**
 * Deletes the purposes of exports that carried a record: they are the user's own words. The lines
 * of an export and the vault's own line are one transaction, and the vault has one such line for
 * each export, in order. Overrides of a purpose are deleted too: the reason, the words that it
 * quotes, and the co-signature that names them. Part of a purge.
 */
const dropPurposes = (context: Context, batch: VaultBatch, subject: string): void => {
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

/** A record exported in a file, in the state that the file has. */
export type HandedOver = { readonly subject: RecordId; readonly heads: readonly RevisionId[] }

const bringBack = (context: Context, batch: Batch, row: RecordRow): void => {
  updateRecord(context, batch, verified(context, row).row, { removed: 0 })
  journalRecord(context, batch, row.id, 'record.restored')
}

/** Clears the times of its lines and of vault lines in the same transactions. */
const forgetTimes = (context: Context, { id }: RecordRow): void => {
  context
    .sql<[string]>(
      `UPDATE journal SET time = NULL WHERE subject_kind = 'vault' AND time IS NOT NULL
        AND txn IN (SELECT txn FROM journal WHERE subject = ?)`,
    )
    .run(id)
  context.sql<[string]>('UPDATE journal SET time = NULL WHERE subject = ?').run(id)
}

/**
 * Was a record with this id ever permanently deleted? Its lines stay; the record must not come
 * back.
 */
export const wasPurged = (context: Context, id: RecordId): boolean =>
  context
    .sql<[string]>(`SELECT 1 FROM journal WHERE subject = ? AND kind = 'record.purged' LIMIT 1`)
    .get(id) !== undefined

/** Is a purge the last act in the journal? Vaults from before the mark existed show it this way. */
const endsWithPurge = (context: Context): boolean =>
  context.sql<[], { kind: string }>('SELECT kind FROM journal ORDER BY seq DESC LIMIT 1').get()
    ?.kind === 'record.purged'

/** `application_id` of a database whose pages are still to be rewritten: "rewr". */
const owed = 0x72_65_77_72

/** Set within the purge's transaction, so that a crash cannot separate them. */
const markRewrite = ({ db }: Context, isOwed: boolean): void => {
  db.pragma(isOwed ? `application_id = ${String(owed)}` : 'application_id = 0')
}

const isRewriteOwed = ({ db }: Context): boolean =>
  db.pragma('application_id', { simple: true }) === owed

/**
 * `secure_delete` clears deleted rows, but an index page that shrinks in place can keep a word of
 * the search index in its slack; only new pages are free of remains. When the disk has no room for
 * a rewrite, the records are erased all the same, and the next call tries again regardless of
 * writes in between: a mark in the file records the debt.
 */
const rewritePages = (context: Context): void => {
  try {
    context.rewrite((isOwed) => markRewrite(context, isOwed))
  } catch {
    // A fault worse than a full disk has frozen the store.
  }
}

/**
 * Permanently deletes records with their revisions, heads, seals, tags and links; their words left
 * the index at deletion. Deletes the salt too, so that the remaining digests confirm no guess.
 * Their journal lines remain, by day.
 *
 * @throws Failure `tampered` if the state of the vault does not match its digest.
 */
const purge = (context: Context, unverified: Batch, rows: readonly RecordRow[]): void => {
  if (rows.length === 0) return
  const batch = verifiedBatch(context, unverified)
  markRewrite(context, true)
  dropAdvisories(
    context,
    batch,
    rows.map(({ id }) => id),
  )
  forgetAdvisoryTimes(context)
  dropFromSettings(
    context,
    batch,
    rows.map(({ id }) => id),
  )
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

/** Deletes and restores records; a part of `recordRepository`. */
export const removal = (context: Context) => ({
  /**
   * Hides it.
   *
   * @throws Failure `not-found`; `conflict` for an outdated `rev`; `in-use` while reports, claims,
   * phrases or publications refer to it; `held` under a legal hold.
   */
  remove: (id: RecordId, rev: number): void =>
    context.write((batch) => {
      const { row } = getRecord(context, id)
      if (row.rev !== rev) throw new Failure('conflict')
      if (isReferredTo(context, row)) throw new Failure('in-use')
      if (isHeld(context, row)) throw new Failure('held')
      updateRecord(context, batch, row, { removed: 1 })
      journalRecord(context, batch, id, 'record.removed')
    }),
  /** Restores it, and with a report also its case and sources. @throws Failure `not-found`. */
  restore: (id: RecordId): void =>
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
    }),
  /**
   * Permanently deletes all hidden records; returns how many. Runs at lock and after unlock.
   * Restores records that a legal hold covers by now.
   *
   * @param isLocking true at a lock, which has one second: excess filler alone is then no reason to
   *   rewrite the file.
   * @throws Failure `tampered`.
   */
  purgeRemoved: (isLocking = false): number => {
    const removed = context.read(() => removedRows(context))
    if (removed.length === 0 && !context.read(() => hasUnusedBlobs(context))) {
      if (
        context.read(
          () =>
            isRewriteOwed(context) ||
            endsWithPurge(context) ||
            (!isLocking && context.isExcessive()),
        )
      )
        rewritePages(context)
      return 0
    }
    const purged = context.write((batch) => {
      // A hold set since the deletion restores a record: nothing under a hold is erased.
      const held = new Set(removed.filter((row) => isHeld(context, row)))
      for (const row of held) bringBack(context, batch, row)
      const going = removed.filter((row) => !held.has(row))
      purge(context, batch, going)
      dropUnusedBlobs(context)
      return going.length
    })
    if (purged > 0 || context.read(() => isRewriteOwed(context))) rewritePages(context)
    return purged
  },
  /**
   * Records were erased, but the disk had no room to rewrite the pages: remains of a word may be in
   * their slack. The next purge tries again.
   */
  isRewriteOwed: (): boolean => context.read(() => isRewriteOwed(context)),
  /**
   * Erases records that were exported in a verified file: journals each as handed over and erases all
   * or none in one transaction.
   *
   * @throws Failure `not-found`; `held` under a legal hold; `unfinished` for a report with a draft;
   * `in-use` when a remaining record refers to one; `conflict` when the heads of one differ from the
   * exported ones; `tampered`.
   */
  handOver: (records: readonly HandedOver[]): void => {
    context.write((batch) => {
      const rows = records.map(({ subject, heads }) => {
        const { row, heads: now } = getRecord(context, subject)
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
  },
})
