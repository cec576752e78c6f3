import { Failure } from '../../shared/failure.ts'
import type { Context } from './context.ts'

/** Where FTS5 keeps how many rows its index has, as the first of some varints: fts5_index.c, "Averages". */
const averages = 1

/**
 * How many reports the search index holds: all that are not removed. Counting them takes the longer,
 * the more there are; this reads one number, which verifying compares with the rows.
 *
 * @throws Failure 'tampered' where there is no such number.
 */
export const indexedCount = (context: Pick<Context, 'sql'>): number => {
  const block = context
    .sql<[number], Uint8Array>('SELECT block FROM search_data WHERE id = ?')
    .pluck()
    .get(averages)
  if (block === undefined) throw new Failure('tampered')
  let number = 0
  for (const byte of block) {
    number = number * 128 + (byte & 0x7f)
    if (!Number.isSafeInteger(number)) throw new Failure('tampered')
    if (byte < 0x80) break
  }
  return number
}
