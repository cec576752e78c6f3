import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { noHash, append } from './context.ts'
import type { Batch, Context } from './context.ts'
import { blobsOf, dropBlobs, dropUnusedBlobs, hasUnusedBlobs } from './blobs.ts'
import { dropRetention } from './retention.ts'
import { isHeld } from './legal-hold.ts'
import { dropAdvisories, forgetAdvisoryTimes } from './notices.ts'
import { changeNoticeSet } from './notice-set.ts'
import { dropCosignatures, dropReasons } from './audit-reasons.ts'
import { isReferredTo } from './referrers.ts'
import { forgetHandedOver, isHandedOver, someDeleted } from './handed-over.ts'
import {
  findRow,
  getRecord,
  journalRow,
  removedRows,
  verified,
  updateRecord,
} from './record-state.ts'
import type { RecordHeader, RecordRow } from './record-state.ts'
import { journalVault, verifiedBatch } from './vault-digest.ts'
import { dropFromSettings } from './vault-state.ts'
import { reportContent } from './record-content.ts'
import { dropFromSearch, isInSearch } from './report-columns.ts'

/** Ids for a statement about all of them. */
type Subjects = readonly RecordId[]

/**
 * Deletes the purposes of exports that carried one of the records: they are the user's own words. The
 * lines of an export and the vault's own line are one transaction, and the vault has one such line
 * for each export, in order. Overrides of a purpose are deleted too: the reason, the words that it
 * quotes, and the co-signature that names them. Part of a purge.
 *
 * @returns whether there were any.
 */
const dropPurposes = (context: Context, subjects: Subjects): boolean => {
  const ids = JSON.stringify(subjects)
  const exported = `SELECT txn FROM journal
    WHERE subject IN (SELECT value FROM json_each(?)) AND kind = 'record.exported'`
  const purposes = context
    .sql<[string]>(
      `UPDATE export SET purpose = '' WHERE purpose <> '' AND num IN (
        SELECT e.num FROM (SELECT num, row_number() OVER (ORDER BY num) AS n FROM export) e
        JOIN (SELECT txn, row_number() OVER (ORDER BY seq) AS n FROM journal
          WHERE subject = 'vault' AND kind = 'record.exported') j ON j.n = e.n
        WHERE j.txn IN (${exported}))`,
    )
    .run(ids)
  const words = context
    .sql<[string]>(
      `DELETE FROM opening WHERE subject = 'vault' AND seq IN (
        SELECT seq FROM journal WHERE subject = 'vault'
          AND kind IN ('review.overridden', 'review.cosigned') AND txn IN (${exported}))`,
    )
    .run(ids)
  return purposes.changes + words.changes > 0
}

const bringBack = (context: Context, batch: Batch, row: RecordRow): void => {
  const shown = updateRecord(context, batch, verified(context, row).row, { removed: 0 })
  journalRow(context, batch, shown, 'record.restored')
}

/** Clears the times of their lines and of vault lines in the same transactions. */
const forgetTimes = (context: Context, subjects: Subjects): void => {
  const ids = JSON.stringify(subjects)
  const theirs = 'subject IN (SELECT value FROM json_each(?))'
  context
    .sql<[string]>(
      `UPDATE journal SET time = NULL WHERE subject = 'vault' AND time IS NOT NULL
        AND txn IN (SELECT txn FROM journal WHERE ${theirs})`,
    )
    .run(ids)
  context
    .sql<[string]>(`UPDATE journal SET time = NULL WHERE time IS NOT NULL AND ${theirs}`)
    .run(ids)
}

/**
 * Was a record with this id ever permanently deleted or handed over? Its lines stay; the record must
 * not come back.
 */
export const wasPurged = (context: Context, id: RecordId): boolean =>
  context
    .sql<[string]>(
      `SELECT 1 FROM journal
        WHERE subject = ? AND kind IN ('record.purged', 'record.handed-over') LIMIT 1`,
    )
    .get(id) !== undefined

/** Is a purge the last act in the journal? Vaults from before the mark existed show it this way. */
const endsWithPurge = (context: Context): boolean =>
  context.sql<[], { kind: string }>('SELECT kind FROM journal ORDER BY seq DESC LIMIT 1').get()
    ?.kind === 'record.purged'

/** `application_id` of a database whose pages are still to be rewritten: "rewr". */
const owed = 0x72_65_77_72

/** Set within the purge's transaction, so that a crash cannot separate them. */
export const markRewrite = ({ db }: Context, isOwed: boolean): void => {
  db.pragma(isOwed ? `application_id = ${String(owed)}` : 'application_id = 0')
}

export const isRewriteOwed = ({ db }: Context): boolean =>
  db.pragma('application_id', { simple: true }) === owed

/**
 * `secure_delete` clears deleted rows, but an index page that shrinks in place can keep a word of
 * the search index in its slack; only new pages are free of remains. When the disk has no room for
 * a rewrite, the records are erased all the same, and the next call tries again regardless of
 * writes in between: a mark in the file records the debt.
 */
export const rewritePages = (context: Context): void => {
  try {
    context.rewrite((isOwed) => markRewrite(context, isOwed))
  } catch {
    // A fault worse than a full disk has frozen the store.
  }
}

/** @throws Failure `tampered`: other words than those that were put in would stay in the index. */
const dropWords = (context: Context, id: RecordId): void => {
  const row = findRow(context, id)
  if (row !== undefined) dropFromSearch(context, verified(context, row).row)
}

/**
 * Permanently deletes records with their revisions, heads, seals, tags and links, the keys of files
 * that they alone name, and their words in the index, if the deletion did not. Deletes the salt too,
 * so that the remaining digests confirm no guess. Their journal lines remain, by day. What is kept
 * elsewhere about the records is found once for all of them.
 *
 * @param isEnough asked after each record: whether the others are left.
 * @returns how many were deleted.
 * @throws Failure `tampered` if the state of the vault does not match its digest, or a report whose
 *   words have to be deleted does not.
 */
export const purge = (
  context: Context,
  unverified: Batch,
  rows: readonly RecordHeader[],
  isEnough: () => boolean = () => false,
): number => {
  if (rows.length === 0) return 0
  const batch = verifiedBatch(context, unverified)
  markRewrite(context, true)
  const going: RecordId[] = []
  const advisories: string[] = []
  const files: number[] = []
  let isVaultChanged = false
  for (const row of rows) {
    advisories.push(...dropAdvisories(context, row.id))
    if (dropRetention(context, row.id)) isVaultChanged = true
    // A hand-over leaves that to its erasing: it takes long.
    if (isInSearch(context, row.num)) dropWords(context, row.id)
    if (row.kind === 'report') files.push(...blobsOf(context, row.num))
    context.sql<[number]>('DELETE FROM record WHERE num = ?').run(row.num)
    append(context, batch, {
      kind: 'record.purged',
      subject_kind: row.kind,
      subject: row.id,
      digest: noHash(),
    })
    going.push(row.id)
    if (isEnough()) break
  }
  dropBlobs(context, files)
  const drops = [dropFromSettings, dropPurposes, dropReasons, dropCosignatures]
  for (const drop of drops) if (drop(context, going)) isVaultChanged = true
  changeNoticeSet(context, 'deleted', advisories)
  if (advisories.length > 0) journalVault(context, batch, 'notice.ended')
  if (isVaultChanged) journalVault(context, batch, 'record.purged')
  forgetAdvisoryTimes(context)
  forgetTimes(context, going)
  return going.length
}

/**
 * Restores those of some deleted records that a legal hold covers by now: nothing under a hold is
 * erased. A hand-over has ended with its decision, as if its records were erased.
 *
 * @returns the others.
 */
const restoreHeld = (
  context: Context,
  batch: Batch,
  removed: readonly RecordHeader[],
): RecordHeader[] => {
  const held = new Set(removed.filter((row) => isHeld(context, row) && !isHandedOver(context, row)))
  for (const { id } of held) {
    const row = findRow(context, id)
    if (row !== undefined) bringBack(context, batch, row)
  }
  return removed.filter((row) => !held.has(row))
}

/** How many deleted records one transaction of several erases at most: their holds are read in it. */
const purgedAtOnce = 50

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
      journalRow(
        context,
        batch,
        updateRecord(context, batch, row, { removed: 1 }),
        'record.removed',
      )
    }),
  /**
   * Restores it, and with a report also its case and sources, except those that were handed over.
   *
   * @throws Failure `not-found`, also for a record that was handed over.
   */
  restore: (id: RecordId): void =>
    context.write((batch) => {
      const row = findRow(context, id)
      if (row === undefined || isHandedOver(context, row)) throw new Failure('not-found')
      if (row.removed === 0) return
      bringBack(context, batch, row)
      if (row.kind !== 'report') return
      const { caseId, sourceIds } = reportContent(row.content)
      for (const reference of [...(caseId === null ? [] : [caseId]), ...sourceIds]) {
        const other = findRow(context, reference)
        if (other?.removed === 1 && !isHandedOver(context, other)) bringBack(context, batch, other)
      }
    }),
  /**
   * Permanently deletes all hidden records; returns how many. Runs at lock and after unlock.
   * Restores records that a legal hold covers by now, except those that were handed over before.
   *
   * @param isLocking true at a lock, which has one second: excess filler alone is then no reason to
   *   rewrite the file. Keys of files that were attached since the opening and that no record names
   *   are deleted only then.
   * @throws Failure `tampered`.
   */
  purgeRemoved: (isLocking = false): number => {
    const removed = context.read(() => removedRows(context))
    if (removed.length === 0 && !context.read(() => hasUnusedBlobs(context, isLocking))) {
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
      const going = restoreHeld(context, batch, removed)
      purge(context, batch, going)
      dropUnusedBlobs(context, isLocking)
      return going.length
    })
    forgetHandedOver(context, removed)
    if (purged > 0 || context.read(() => isRewriteOwed(context))) rewritePages(context)
    return purged
  },
  /**
   * Does a part of a later `purgeRemoved`, in one transaction: erases deleted records, but none
   * that were handed over, and leaves the pages as they are.
   *
   * @param isEnough asked after each record: whether the transaction ends here.
   * @returns whether any are left.
   * @throws Failure `tampered`.
   */
  purgeSome: (isEnough: () => boolean): boolean => {
    const removed = context.read(() => someDeleted(context, purgedAtOnce))
    if (removed.length === 0) return false
    return context.write((batch) => {
      const going = restoreHeld(context, batch, removed)
      const erased = purge(context, batch, going, isEnough)
      return erased < going.length || removed.length === purgedAtOnce
    })
  },
  /**
   * Records were erased, or are being erased, and the pages are not rewritten yet: remains of a word
   * may be in their slack. After a failure, of a full disk for example, the next purge tries again.
   */
  isRewriteOwed: (): boolean => context.read(() => isRewriteOwed(context)),
})
