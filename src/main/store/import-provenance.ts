import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, Day, RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import type { ImportEntry } from './exchange-entries.ts'
import { vaultSubject } from './vault-state.ts'

/** A file that brought a record: its sender, its name, and the day of the import. */
export type ImportProvenance = {
  readonly sender: AuthorKey
  readonly exportId: string
  readonly received: Day
  /** Number of the journal lines that the import wrote. */
  readonly txn: number
}

type ProvenanceEntry = Pick<ImportEntry, 'sender' | 'exportId'>

const numOf = (context: Context, { sender, exportId }: ProvenanceEntry): number => {
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
  const num = numOf(context, entry)
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
      AND v.kind = 'record.imported')`

/** The files that a record came in, oldest first, each once. What is said of the files is not checked. */
export const provenanceOf = (context: Context, subject: RecordId): ImportProvenance[] => {
  const rows = context
    .sql<[string], Omit<ImportProvenance, 'exportId'> & { export_id: string }>(
      `SELECT i.sender, i.export_id, j.day AS received, a.txn ${told} ORDER BY a.txn`,
    )
    .all(subject)
    .map(({ export_id: exportId, ...row }): ImportProvenance => ({ ...row, exportId }))
  const first = (one: ImportProvenance): ImportProvenance | undefined =>
    rows.find(({ sender, exportId }) => sender === one.sender && exportId === one.exportId)
  return rows.filter((row) => first(row) === row)
}
