import { Failure } from '../../shared/failure.ts'
import type { SourceId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Batch, Context } from './context.ts'
import { findRow, getRecord, journalRecord, verified } from './record-state.ts'
import type { OverrideEntry } from './journal-acts.ts'
import { journalVault, vaultSubject, verifyVault } from './vault-state.ts'

// A reason is the user's own words and may name a person. It is stored beside the journal, whose
// lines are permanent; the reason is deleted when its record is purged.

/** Belongs to the next journal line. */
export const saveReason = (context: Context, subject: string, reason: string): void => {
  context
    .sql<[number, string, string]>('INSERT INTO opening (seq, subject, reason) VALUES (?, ?, ?)')
    .run(lastLine(context).seq + 1, subject, reason)
}

export const recordReason = (context: Context, subject: SourceId | null, reason: string): void =>
  context.write((batch) => {
    verifyVault(context)
    if (subject !== null && getRecord(context, subject, 'source').row.head === null) {
      throw new Failure('not-found')
    }
    saveReason(context, subject ?? vaultSubject, reason)
    if (subject !== null) journalRecord(context, batch, subject, 'identity.opened')
    journalVault(context, batch, 'identity.opened')
  })

/**
 * Journal lines about overrides, each with its reason. The caller is inside `write` and ends it
 * with a vault line.
 *
 * @throws Failure `not-found`, `tampered`.
 */
export const journalOverrides = (
  context: Context,
  batch: Batch,
  passed: readonly OverrideEntry[],
): void => {
  for (const { subject, reason } of passed) {
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

export const recordOverrides = (context: Context, passed: readonly OverrideEntry[]): void =>
  context.write((batch) => {
    verifyVault(context)
    if (passed.length === 0) return
    journalOverrides(context, batch, passed)
    journalVault(context, batch, 'review.overridden')
  })

/** Deletes the reasons of a record. Part of a purge. */
export const dropReasons = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM opening WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
