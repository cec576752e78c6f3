import type { JournalLine } from '../../../shared/records.ts'

/** Lines shown as one row: the newest, and the number of lines. */
export type FoldedLine = {
  readonly line: JournalLine
  readonly count: number
}

/** An action on many records writes a line for each; they are one row until the user opens it. */
const actsOnMany: readonly JournalLine['kind'][] = [
  'record.exported',
  'record.imported',
  'record.published',
  'record.purged',
]

/** A large import has lines of the vault between those of its records. */
const actOf = ({ kind }: JournalLine): JournalLine['kind'] =>
  kind === 'import.continued' ? 'record.imported' : kind

const isSameWork = (a: JournalLine, b: JournalLine): boolean =>
  actOf(a) === actOf(b) &&
  a.actor === b.actor &&
  a.day === b.day &&
  (a.kind === 'record.saved' ? a.subject === b.subject : actsOnMany.includes(actOf(a)))

/** Is the row one action on several records, rather than the saves of one record? */
export const isActOnMany = ({ line, count }: FoldedLine): boolean =>
  count > 1 && line.kind !== 'record.saved'

/**
 * A draft is saved every few seconds while it is edited, and an export writes a line for each
 * record. A run of such lines becomes one row; every line stays in the chain, and is shown for its
 * record or when the row is opened.
 *
 * @param lines newest first.
 * @param opened newest lines of runs that are shown line by line.
 */
export const foldLines = (
  lines: readonly JournalLine[],
  opened: ReadonlySet<number> = new Set(),
): FoldedLine[] => {
  const rows: { line: JournalLine; count: number; oldest: JournalLine }[] = []
  let unfolding: JournalLine | null = null
  for (const line of lines) {
    const row = rows.at(-1)
    const continues = row !== undefined && isSameWork(row.oldest, line)
    if (!continues) unfolding = opened.has(line.seq) ? line : null
    if (continues && unfolding === null) {
      row.count += 1
      row.oldest = line
    } else rows.push({ line, count: 1, oldest: line })
  }
  return rows.map(({ line, count }) => ({ line, count }))
}
