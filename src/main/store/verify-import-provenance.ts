import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { vaultSubject } from './vault-state.ts'

/** What all arrivals are measured by. */
export type ProvenanceLog = {
  /** The last journal line from before arrivals were noted. */
  readonly since: number
  /** By the transaction that a file was taken in in: how many had been until then, itself included. */
  readonly taken: ReadonlyMap<number, number>
  /** Transactions in which records are said to have come in two files: one takes in one file. */
  readonly torn: ReadonlySet<number>
}

/** @returns null: the vault no longer says since when arrivals are noted, which nothing here takes away. */
export const provenanceLog = (context: Context): ProvenanceLog | null => {
  const since = context.sql<[], { seq: number }>('SELECT seq FROM arrival_since').get()?.seq
  if (since === undefined) return null
  const txns = (sql: string, ...values: string[]): number[] =>
    context
      .sql<string[], { txn: number }>(sql)
      .all(...values)
      .map(({ txn }) => txn)
  const taken = txns(
    `SELECT DISTINCT txn FROM journal WHERE subject = ? AND kind = 'record.imported' ORDER BY txn`,
    vaultSubject,
  )
  return {
    since,
    taken: new Map(taken.map((txn, i) => [txn, i + 1])),
    torn: new Set(
      txns('SELECT txn FROM arrival GROUP BY txn HAVING min("import") <> max("import")'),
    ),
  }
}

type Row = { readonly txn: number; readonly import: number; readonly listed: number }

/**
 * Is every one told by the journal, and is there one for every line that says that something of the
 * record came? Files are numbered as they were first taken in, so the n-th cannot have brought
 * anything before n were.
 */
export const verifyImportProvenance = (
  context: Context,
  subject: RecordId,
  { since, taken, torn }: ProvenanceLog,
): boolean => {
  const rows = context
    .sql<[string], Row>(
      `SELECT a.txn, a.import, EXISTS (SELECT 1 FROM import i WHERE i.num = a.import) AS listed
        FROM arrival a WHERE a.subject = ?`,
    )
    .all(subject)
  const lines = context
    .sql<[string], { seq: number; txn: number; kind: string }>(
      'SELECT seq, txn, kind FROM journal WHERE subject = ? ORDER BY seq',
    )
    .all(subject)
  const came = lines.filter(({ kind, txn }) => kind === 'record.imported' && txn > since)
  const noted = new Set(rows.map(({ txn }) => txn))
  // One that was known already came without a line, but had some from before.
  const isThere = (by: number): boolean => lines.some(({ txn }) => txn <= by)
  return (
    rows.every(
      ({ txn, import: file, listed }) =>
        listed === 1 &&
        txn > since &&
        !torn.has(txn) &&
        file <= (taken.get(txn) ?? 0) &&
        isThere(txn),
    ) && came.every(({ txn }) => noted.has(txn))
  )
}
