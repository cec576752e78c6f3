import type { Context } from './context.ts'
import type { RecordRow } from './record-state.ts'

/** Rows that are shown, newest first, and how many there are in all. */
export type RowsByBeginning = { readonly rows: readonly RecordRow[]; readonly total: number }

const countedAtMost = 10_000

/** What is shown, and how much of it: each is looked for by itself, which is quick where words are whole. */
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
 * The same of words of which one is open at its end, and of nothing else. What begins with one letter is
 * most of a vault: to look for it takes a tenth of a second of a hundred thousand reports, so it is done
 * once. Null where the index names what cannot be shown: then it does not say which come instead.
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
