import { phraseExpression } from '../../src/shared/index-words.ts'
import type { Side } from './side.ts'

/** The engine's part alone: one statement, no digests, no snippets. */
const statements = {
  newest: `SELECT r.id FROM search s CROSS JOIN record r ON r.num = s.rowid
    WHERE search MATCH ? AND r.removed = 0 ORDER BY s.rowid DESC LIMIT 50`,
  scan: `SELECT sum(length(content)) FROM record`,
} as const

/** Runs one of the statements; every row is read. */
export const run = (side: Side, name: keyof typeof statements, ...values: string[]): unknown[] =>
  side.context.sql<string[]>(statements[name]).all(...values)

/** A word as the index is asked for it, open at its end. */
export const asked = (word: string): string => phraseExpression(word, true) ?? '""'
