import { Failure } from '../../shared/failure.ts'
import type { SourceId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Batch, Context } from './context.ts'
import { getRecord, journalRecord } from './record-state.ts'
import { journalVault, vaultSubject, verifyVault } from './vault-state.ts'

// A reason is a person's own words, so it may name somebody. It stands beside the journal and not in
// it: lines are for ever, a reason goes when the source that it is about is purged.

export const noteOpening = (context: Context, subject: SourceId | null, reason: string): void =>
  context.write((batch) => {
    verifyVault(context)
    if (subject !== null && getRecord(context, subject, 'source').row.head === null) {
      throw new Failure('not-found')
    }
    context
      .sql<[number, string, string]>('INSERT INTO opening (seq, subject, reason) VALUES (?, ?, ?)')
      .run(lastLine(context).seq + 1, subject ?? vaultSubject, reason)
    if (subject !== null) journalRecord(context, batch, subject, 'identity.opened')
    journalVault(context, batch, 'identity.opened')
  })

/** The reasons for opening a source's identity go with the source. Part of a purge. */
export const dropOpenings = (context: Context, batch: Batch, subject: string): void => {
  const { changes } = context.sql<[string]>('DELETE FROM opening WHERE subject = ?').run(subject)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
