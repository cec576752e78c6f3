import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { lastLine } from './context.ts'
import type { Context, StoredLine } from './context.ts'
import { handedOver } from './handed-over.ts'
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

/** Their transactions, by the records. */
const carriers = new WeakMap<object, ReadonlySet<number>>()

/**
 * Transactions of the exports that carried a record which was handed over and is not erased yet: the
 * purpose of such an export is erased with it, and so are reasons about that purpose.
 */
export const exportsOfHandedOver = (context: Context): ReadonlySet<number> => {
  const hidden = handedOver(context)
  const known = carriers.get(hidden)
  if (known !== undefined) return known
  const txns = context
    .sql<[string], number>(
      `SELECT DISTINCT txn FROM journal WHERE kind = 'record.exported'
        AND subject IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify([...hidden.keys()]))
  const found = new Set(txns)
  carriers.set(hidden, found)
  return found
}

/** Is the reason of this line one about records that were handed over? It is shown no more. */
export const isOfHandedOver = (
  context: Context,
  { subject, txn }: Pick<StoredLine, 'subject' | 'txn'>,
): boolean =>
  subject === vaultSubject
    ? exportsOfHandedOver(context).has(txn)
    : handedOver(context).has(subject as RecordId)

/** Deletes the reasons of records. Part of a purge. @returns whether there were any. */
export const dropReasons = (context: Context, subjects: readonly string[]): boolean =>
  context
    .sql<[string]>('DELETE FROM opening WHERE subject IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(subjects)).changes > 0

const idLength = 32

/** Is one of the ids in a text, also within longer digits? */
const hasAny = (text: string, ids: ReadonlySet<string>): boolean => {
  for (const [digits] of text.matchAll(/[0-9a-f]{32,}/g)) {
    for (let i = 0; i + idLength <= digits.length; i += 1) {
      if (ids.has(digits.slice(i, i + idLength))) return true
    }
  }
  return false
}

/** Does a co-signature name a record that was handed over and is not erased yet? */
export const namesHandedOver = (context: Context, cosignature: string): boolean => {
  const hidden = handedOver(context)
  return hidden.size > 0 && hasAny(cosignature, new Set(hidden.keys()))
}

/**
 * Part of a purge: deletes all co-signatures that name one of the records.
 *
 * @returns whether there were any.
 */
export const dropCosignatures = (context: Context, records: readonly string[]): boolean => {
  const going = new Set(records)
  const cosigned = context
    .sql<[], { seq: number; reason: string }>(`SELECT seq, reason FROM opening WHERE ${ofCosigned}`)
    .all()
    .filter(({ reason }) => hasAny(reason, going))
  const drop = context.sql<[number]>('DELETE FROM opening WHERE seq = ?')
  for (const { seq } of cosigned) drop.run(seq)
  return cosigned.length > 0
}
