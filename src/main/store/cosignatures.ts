import { canonicalJson } from '../../shared/canonical.ts'
import { Cosignature } from '../../shared/cosign.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Batch, Context } from './context.ts'
import { findRow, journalRecord, verified } from './record-state.ts'
import { journalVault, vaultSubject, verifyVault } from './vault-state.ts'

// A co-signature names the reasons that it covers, in the user's own words: like the reasons for
// opening an identity, it is stored beside its journal line and deleted by a purge.

const ofCosigned = `EXISTS (SELECT 1 FROM journal
  WHERE journal.seq = opening.seq AND journal.kind = 'review.cosigned')`

/** `subject` null: about an export, which is no record. */
export const noteCosigned = (
  context: Context,
  subject: RecordId | null,
  cosignature: Cosignature,
): void =>
  context.write((batch) => {
    verifyVault(context)
    const row = subject === null ? null : findRow(context, subject)
    if (row === undefined) throw new Failure('not-found')
    if (row !== null) verified(context, row)
    context
      .sql<[number, string, string]>('INSERT INTO opening (seq, subject, reason) VALUES (?, ?, ?)')
      .run(lastLine(context).seq + 1, subject ?? vaultSubject, canonicalJson(cosignature))
    if (subject !== null) journalRecord(context, batch, subject, 'review.cosigned')
    journalVault(context, batch, 'review.cosigned')
  })

/** Newest first. */
export const listCosignatures = (context: Context): Cosignature[] => {
  verifyVault(context)
  return context
    .sql<[], { reason: string }>(`SELECT reason FROM opening WHERE ${ofCosigned} ORDER BY seq DESC`)
    .all()
    .map(({ reason }) => Cosignature.parse(JSON.parse(reason)))
}

/** Part of a purge: deletes all co-signatures that name the record. */
export const dropCosignatures = (context: Context, batch: Batch, record: string): void => {
  const { changes } = context
    .sql<[string]>(`DELETE FROM opening WHERE instr(reason, ?) > 0 AND ${ofCosigned}`)
    .run(record)
  if (changes > 0) journalVault(context, batch, 'record.purged')
}
