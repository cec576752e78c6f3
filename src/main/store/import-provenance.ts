import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import { vaultSubject } from './vault-digest.ts'
import type { ImportEntry } from './vault-rows.ts'

/** A file that brought a record: its sender, its name, and the day of the import. */
export type ImportProvenance = {
  readonly sender: AuthorKey
  readonly exportId: string
  readonly received: Day
  /** Number of the journal lines that the import wrote. */
  readonly txn: number
}

type ProvenanceEntry = Pick<ImportEntry, 'sender' | 'exportId'>

/** The number of a listed file. */
export const importNumber = (context: Context, { sender, exportId }: ProvenanceEntry): number => {
  const row = context
    .sql<[string, string], { num: number }>(
      'SELECT num FROM import WHERE sender = ? AND export_id = ?',
    )
    .get(sender, exportId)
  if (row === undefined) throw new Failure('internal')
  return row.num
}

/** Part of an import, once its file is listed: the records that it brought something of. */
export const recordProvenance = (
  context: Context,
  { txn }: Batch,
  entry: ProvenanceEntry,
  subjects: readonly RecordId[],
): void => {
  const num = importNumber(context, entry)
  for (const subject of subjects) {
    context
      .sql<[string, number, number]>(
        'INSERT OR IGNORE INTO arrival (subject, txn, import) VALUES (?, ?, ?)',
      )
      .run(subject, txn, num)
  }
}

/** A provenance row needs a listed file and the vault's own line about its import. */
const told = `FROM arrival a JOIN import i ON i.num = a.import JOIN journal j ON j.seq = a.txn
  WHERE a.subject = ? AND EXISTS (SELECT 1 FROM journal v
    WHERE v.subject = '${vaultSubject}' AND v.seq >= a.txn AND v.txn = a.txn
      AND v.kind IN ('record.imported', 'import.continued'))`

/** The files that a record came in, oldest first, each once. What is said of the files is not checked. */
export const provenanceOf = (context: Context, subject: RecordId): ImportProvenance[] => {
  const rows = context
    .sql<[string], Omit<ImportProvenance, 'exportId'> & { export_id: string }>(
      `SELECT i.sender, i.export_id, j.day AS received, a.txn ${told} ORDER BY a.txn`,
    )
    .all(subject)
    .map(({ export_id: exportId, ...row }): ImportProvenance => ({ ...row, exportId }))
  const seen = new Set<string>()
  return rows.filter(({ sender, exportId }) => {
    const file = `${sender} ${exportId}`
    const isFirst = !seen.has(file)
    seen.add(file)
    return isFirst
  })
}

/** The journal facts for checking all provenance rows. */
type ProvenanceLog = {
  /** The last journal line from before arrivals were noted. */
  readonly since: number
  /**
   * By each transaction of an import: the number of imports begun until then, including that one.
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
  let files = 0
  const taken = context
    .sql<[string], { txn: number; begins: 0 | 1 }>(
      `SELECT txn, max(kind = 'record.imported') AS begins FROM journal
        WHERE subject = ? AND kind IN ('record.imported', 'import.continued')
        GROUP BY txn ORDER BY txn`,
    )
    .all(vaultSubject)
    .map(({ txn, begins }): [number, number] => [txn, (files += begins)])
  return {
    since,
    taken: new Map(taken),
    torn: new Set(
      context
        .sql<[], number>(
          'SELECT txn FROM arrival GROUP BY txn HAVING min("import") <> max("import")',
        )
        .pluck()
        .all(),
    ),
  }
}

type ArrivalRow = { readonly txn: number; readonly import: number; readonly listed: number }

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
    .sql<[string], ArrivalRow>(
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
