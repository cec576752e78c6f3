import type { RecordId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import { recordKind } from '../../shared/vocabularies.ts'
import type { Context } from './context.ts'
import { findHeader, headerColumns } from './record-state.ts'
import type { RecordHeader, RecordRow } from './record-state.ts'

/** Rows of `record` that were handed over, which are erased soon. */
export const ofHandedOver = `EXISTS (SELECT 1 FROM journal
  WHERE journal.subject = record.id AND journal.kind = 'record.handed-over')`

/** Removed records that were not handed over: at most so many, by kind. */
export const someDeleted = (context: Context, most: number): RecordHeader[] => {
  const next = context.sql<[string, number], RecordHeader>(
    `SELECT ${headerColumns} FROM record INDEXED BY record_by_kind
      WHERE kind = ? AND removed = 1 AND NOT ${ofHandedOver} ORDER BY num LIMIT ?`,
  )
  const found: RecordHeader[] = []
  for (const kind of recordKind) found.push(...next.all(kind, most - found.length))
  return found
}

/**
 * The records that were handed over and are not erased yet, by id with their kind. They are looked
 * for once after an opening and after each decision, and not again for each search.
 */
export const handedOver = (context: Context): ReadonlyMap<RecordId, JournalLine['subjectKind']> => {
  const { known } = context.handedOver
  if (known !== null) return known
  const rows = context
    .sql<[string], Pick<RecordRow, 'id' | 'kind'>>(
      `SELECT id, kind FROM record INDEXED BY record_by_kind
        WHERE kind IN (SELECT value FROM json_each(?)) AND removed = 1 AND ${ofHandedOver}`,
    )
    .all(JSON.stringify(recordKind))
  const found = new Map(rows.map(({ id, kind }) => [id, kind]))
  // What a transaction sees may be rolled back.
  if (!context.db.inTransaction) context.handedOver.known = found
  return found
}

/** Some records that were handed over and not erased yet: at most so many. */
export const someHandedOver = (context: Context, most: number): RecordHeader[] => {
  const found: RecordHeader[] = []
  for (const id of handedOver(context).keys()) {
    const header = findHeader(context, id)
    if (header?.removed === 1) found.push(header)
    if (found.length === most) break
  }
  return found
}

/** These were erased; the transaction is over. */
export const forgetHandedOver = (context: Context, erased: readonly RecordHeader[]): void => {
  for (const { id } of erased) context.handedOver.known?.delete(id)
}

/** Was it handed over? It is hidden, and erased soon. */
export const isHandedOver = (
  context: Context,
  { id, removed }: Pick<RecordRow, 'id' | 'removed'>,
): boolean =>
  removed === 1 &&
  context.sql<[string]>(`SELECT 1 FROM record WHERE id = ? AND ${ofHandedOver}`).get(id) !==
    undefined

/**
 * Numbers of reports that were handed over and not erased yet: the search index may still have their
 * words.
 */
export const numsToErase = `SELECT num FROM record INDEXED BY record_by_kind
  WHERE kind = 'report' AND removed = 1 AND ${ofHandedOver}`

/** Is there any such report? */
export const hasReportsToErase = (context: Context): boolean =>
  [...handedOver(context).values()].includes('report')
