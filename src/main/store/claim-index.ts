import type { Context } from './context.ts'
import { count } from './count.ts'

/**
 * Has the index of claims by their report no more entries than there are claims? `integrity_check` looks
 * for each claim in it, but counts the entries of no index that is over a part of its table. A vault of
 * before schema 12, which is only read, has no such index.
 */
export const verifyClaimIndex = (context: Context): boolean =>
  count(context, `FROM sqlite_schema WHERE name = 'claim_by_report'`) === 0 ||
  count(context, `FROM record INDEXED BY claim_by_report WHERE kind = 'claim'`) ===
    count(context, `FROM record INDEXED BY record_by_kind WHERE kind = 'claim'`)
