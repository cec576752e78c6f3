import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Context } from './context.ts'
import { findRow, journalRecord, verified } from './record-state.ts'
import { journalVault, vaultSubject } from './vault-digest.ts'
import type { VaultBatch } from './vault-digest.ts'

// A reason is the user's own words and may name a person. It is stored beside the journal, whose
// lines are permanent; the reason is deleted when its record is purged. A co-signature names the
// reasons that it covers, so it is stored and deleted in the same way.

/** A user's overrides for one record, null: for the vault's own part, and the reason. */
export type OverrideEntry = { readonly subject: RecordId | null; readonly reason: string }

/** Belongs to the next journal line. */
export const saveReason = (context: Context, subject: string, reason: string): void => {
  context
    .sql<[number, string, string]>('INSERT INTO opening (seq, subject, reason) VALUES (?, ?, ?)')
    .run(lastLine(context).seq + 1, subject, reason)
}

/**
 * Journal lines about overrides, each with its reason. The caller is inside `write` and ends it
 * with a vault line.
 *
 * @throws Failure `not-found`, `tampered`.
 */
export const journalOverrides = (
  context: Context,
  batch: VaultBatch,
  overrides: readonly OverrideEntry[],
): void => {
  for (const { subject, reason } of overrides) {
    saveReason(context, subject ?? vaultSubject, reason)
    if (subject === null) {
      journalVault(context, batch, 'review.overridden')
      continue
    }
    const row = findRow(context, subject)
    if (row === undefined) throw new Failure('not-found')
    verified(context, row)
    journalRecord(context, batch, subject, 'review.overridden')
  }
}

/** Rows of `opening` that are co-signatures. */
export const ofCosigned = `EXISTS (SELECT 1 FROM journal
  WHERE journal.seq = opening.seq AND journal.kind = 'review.cosigned')`

/** Deletes the reasons of a record. Part of a purge. */
export const dropReasons = (context: Context, batch: VaultBatch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM opening WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}

/** Part of a purge: deletes all co-signatures that name the record. */
export const dropCosignatures = (context: Context, batch: VaultBatch, record: string): void => {
  const { changes } = context
    .sql<[string]>(`DELETE FROM opening WHERE instr(reason, ?) > 0 AND ${ofCosigned}`)
    .run(record)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
