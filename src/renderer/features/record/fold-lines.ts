import type { JournalLine } from '../../../shared/records.ts'

/** Lines that are shown as one row: the newest, and how many it stands for. */
export interface FoldedLine {
  readonly line: JournalLine
  readonly count: number
}

const isSameWork = (a: JournalLine, b: JournalLine): boolean =>
  a.kind === 'record.saved' &&
  b.kind === 'record.saved' &&
  a.subject === b.subject &&
  a.actor === b.actor &&
  a.day === b.day

/**
 * A draft is saved every few seconds while somebody writes. One row stands for a run of such saves
 * with nothing between them; every line is still there, chained, and shown for a record by itself.
 *
 * @param lines newest first.
 */
export const foldLines = (lines: readonly JournalLine[]): FoldedLine[] => {
  const rows: { line: JournalLine; count: number; oldest: JournalLine }[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    if (row !== undefined && isSameWork(row.oldest, line)) {
      row.count += 1
      row.oldest = line
    } else rows.push({ line, count: 1, oldest: line })
  }
  return rows.map(({ line, count }) => ({ line, count }))
}
