import type { Context } from './context.ts'

/** How many rows there are. @param from what follows `SELECT count(*)`, for the values in its places. */
export const count = (
  context: Pick<Context, 'sql'>,
  from: string,
  ...values: readonly (string | number)[]
): number =>
  context.sql<unknown[], { n: number }>(`SELECT count(*) AS n ${from}`).get(...values)?.n ?? 0
