import { phraseExpression } from '../../src/main/store/bigram.ts'
import type { Side } from './side.ts'

/** The engine's part alone: one statement, no digests, no snippets. */
const statements = {
  point: `SELECT content FROM record WHERE num = ?`,
  page: `SELECT * FROM record WHERE kind = 'report' AND removed = 0 AND num < ?
    ORDER BY num DESC LIMIT 50`,
  newest: `SELECT r.id FROM search s CROSS JOIN record r ON r.num = s.rowid
    WHERE search MATCH ? AND r.removed = 0 ORDER BY s.rowid DESC LIMIT 50`,
  ranked: `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50`,
  scan: `SELECT sum(length(content)) FROM record`,
  fallback: `SELECT num FROM record WHERE kind = 'report' AND removed = 0
    AND instr(json_extract(content, '$.title') || char(10) || json_extract(content, '$.body'), ?)
    ORDER BY num`,
  matches: `SELECT rowid AS num FROM search WHERE search MATCH ? ORDER BY rowid`,
} as const

type Statement = keyof typeof statements

/** Runs one of the statements; every row is read. */
export const run = (side: Side, name: Statement, ...values: (string | number)[]): unknown[] =>
  side.context.sql<(string | number)[]>(statements[name]).all(...values)

/** The numbers of the records that one of the statements finds. */
export const numbers = (
  side: Side,
  name: 'fallback' | 'matches',
  value: string,
): readonly number[] => (run(side, name, value) as { num: number }[]).map(({ num }) => num)

/** A word as the index is asked for it, open at its end. */
export const asked = (word: string): string => phraseExpression(word, true) ?? '""'
