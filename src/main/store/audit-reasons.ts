import { Failure } from '../../shared/failure.ts'
import type { SourceId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Batch, Context } from './context.ts'
import { findRow, getRecord, journalRecord, verified } from './record-state.ts'
import type { OverrideEntry } from './journal-acts.ts'
import { journalVault, vaultSubject, verifyVault } from './vault-state.ts'

// A reason is a person's own words, so it may name somebody. It stands beside the journal and not in
// it: lines are for ever, a reason goes when the record that it is about is purged.

/** Goes with the next line of the journal. */
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
 * Lines about what a person let pass, each with its reason. The caller is inside `write` and ends it
 * with a line of the vault.
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

/** Reasons go with the record that they are about. Part of a purge. */
export const dropReasons = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM opening WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
