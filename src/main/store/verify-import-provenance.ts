import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'
import { vaultSubject } from './vault-state.ts'

/** The journal facts for checking all provenance rows. */
export type ProvenanceLog = {
  /** The last journal line from before arrivals were noted. */
  readonly since: number
  /**
   * By the transaction of a file's import: the number of imports until then, including that one.
   */
  readonly taken: ReadonlyMap<number, number>
  /**
   * Transactions with records from two files: invalid, because one transaction imports one file.
   */
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
 * Checks that provenance rows and the journal lines about imports match. Files are numbered by
 * their first import, so the n-th cannot have brought anything before n imports.
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
  // A record that was already known came without a line, but had earlier lines.
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
