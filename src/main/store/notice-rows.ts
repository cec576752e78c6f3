import type { Context } from './context.ts'

/**
 * What the vault's digest says of notices (docs/FORMAT-RECORDS.md): which ones are kept, by their names,
 * which are digests.
 */
export const noticeNames = (context: Context): readonly string[] =>
  context.sql<[], string>('SELECT id FROM notice ORDER BY id').pluck().all()
