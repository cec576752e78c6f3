import type { Context } from './context.ts'
import type { RecordRow } from './record-state.ts'

/** The shown rows, newest first, and the total count. */
export type RowsByBeginning = { readonly rows: readonly RecordRow[]; readonly total: number }

const countedAtMost = 10_000

/** Separate queries for the rows and the total count: both are fast for whole words. */
export const foundRows = (
  context: Context,
  { from, order, counted }: Readonly<Record<'from' | 'order' | 'counted', string>>,
  values: readonly string[],
  limit: number,
): RowsByBeginning => {
  const rows = context
    .sql<unknown[], RecordRow>(`SELECT r.* ${from} ORDER BY ${order} DESC LIMIT ?`)
    .all(...values, limit)
  if (rows.length < limit) return { rows, total: rows.length }
  const all = context
    .sql<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 ${counted} LIMIT ${String(countedAtMost)})`,
    )
    .get(...values)
  return { rows, total: all?.n ?? 0 }
}

/**
 * Rows and count in one query, for words with only the last one as a prefix. A one-letter prefix
 * matches most of a vault: one search takes a tenth of a second for a hundred thousand reports, so
 * it runs once. Null where the index names rows that cannot be shown, because their replacements
 * are unknown.
 */
export const foundByBeginnings = (
  context: Context,
  expression: string,
  limit: number,
): RowsByBeginning | null => {
  const rows = context
    .sql<[string, number], RecordRow & { readonly total: number }>(
      `WITH hit AS MATERIALIZED (SELECT rowid AS num FROM search WHERE search MATCH ?
          ORDER BY rowid DESC LIMIT ${String(countedAtMost)})
        SELECT r.*, (SELECT count(*) FROM hit) AS total
        FROM (SELECT num FROM hit ORDER BY num DESC LIMIT ?) shown
        CROSS JOIN record r ON r.num = shown.num CROSS JOIN report p ON p.num = r.num
        WHERE r.kind = 'report' AND r.removed = 0 ORDER BY shown.num DESC`,
    )
    .all(expression, limit)
  const total = rows[0]?.total
  return total === undefined || rows.length < Math.min(limit, total) ? null : { rows, total }
}
