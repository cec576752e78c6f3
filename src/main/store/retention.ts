import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import { heldRecords, isHolding, parentRecords } from './legal-hold.ts'
import { saveReason } from './audit-reasons.ts'
import { findRow, journalRecord, removedRows, verified } from './record-state.ts'
import type { RecordKind } from './record-state.ts'
import { journalVault, retentionRows, verifyVault } from './vault-state.ts'

/** How long this vault keeps a record. Never exported. */
export type RetentionEntry = {
  readonly subject: RecordId
  /** Due for deletion after this day; empty: no deletion date. */
  readonly eraseAfter: Day | ''
  /** A legal hold: neither the record nor what belongs to it can be deleted. */
  readonly hold: boolean
  readonly reason: string
}

/** A hidden record that the next lock purges, or the user restores. */
export type RemovedRecord = { readonly subject: RecordId; readonly kind: RecordKind }

export const listRetention = (context: Context): RetentionEntry[] => {
  verifyVault(context)
  return retentionRows(context)
}

/** Hidden records, in order of arrival. The next lock purges them. */
export const removedRecords = (context: Context): RemovedRecord[] =>
  removedRows(context)
    .map((row) => verified(context, row).row)
    .map(({ id, kind }) => ({ subject: id, kind }))

type Act = 'record.keeping' | 'record.held' | 'record.released'

/** @throws Failure `invalid` for lifting a hold without a reason. */
const actOf = (wasHeld: boolean, { hold, reason }: RetentionEntry): Act => {
  if (wasHeld === hold) return 'record.keeping'
  if (hold) return 'record.held'
  if (reason.trim() === '') throw new Failure('invalid', { fields: ['reason'] })
  return 'record.released'
}

/** A record's own retention entry first, then those of its parents. `not-found`. */
export const retentionOf = (context: Context, subject: RecordId): RetentionEntry[] => {
  verifyVault(context)
  const found = findRow(context, subject)
  if (found === undefined) throw new Failure('not-found')
  const { row } = verified(context, found)
  const all = new Map(retentionRows(context).map((entry) => [entry.subject, entry]))
  const now = new Set(parentRecords(context, row))
  return heldRecords(context, row)
    .flatMap((id) => all.get(id) ?? [])
    .filter((entry) => entry.hold || now.has(entry.subject))
}

/**
 * Sets how long a record is kept; neither day nor hold removes the entry. A hold restores a deleted
 * record that would otherwise be purged.
 *
 * @throws Failure `not-found`, `tampered`; `invalid` for lifting a hold without a reason.
 */
export const setRetention = (context: Context, entry: RetentionEntry): void =>
  context.write((batch) => {
    verifyVault(context)
    const row = findRow(context, entry.subject)
    if (row === undefined || row.removed === 1) throw new Failure('not-found')
    verified(context, row)
    const act = actOf(isHolding(context, entry.subject), entry)
    if (entry.eraseAfter === '' && !entry.hold) {
      context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(entry.subject)
    } else {
      context
        .sql<[string, string, number, string]>(
          `INSERT OR REPLACE INTO keeping (subject, erase_after, hold, reason) VALUES (?, ?, ?, ?)`,
        )
        .run(entry.subject, entry.eraseAfter, entry.hold ? 1 : 0, entry.reason)
    }
    // Lifting a hold leaves no row with its reason.
    if (act !== 'record.keeping') saveReason(context, entry.subject, entry.reason)
    journalRecord(context, batch, entry.subject, act)
    journalVault(context, batch, act)
  })

/** Deletes the entry of a purged record, because its reason may name it. Part of a purge. */
export const dropRetention = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM keeping WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
