import { lastLine } from './context.ts'
import type { Context } from './context.ts'

const slice = 4_096

/**
 * Is every line of the journal in the index that a subject's last line is found by: each once, and in
 * the order that a search relies on? An old page of the index is authentic, and would leave out what
 * came later; put back among newer ones it holds too few entries, or some of them twice, or out of
 * order. Reads the index from one end to the other: some 0.4 ms for a thousand lines.
 */
const everyLineIsFound = (context: Context): boolean => {
  const lines = lastLine(context).seq
  const seen = new Uint8Array(lines + 1)
  const entries = context
    .sql<[string, number, number], [subject: string, seq: number]>(
      `SELECT subject, seq FROM journal INDEXED BY journal_by_subject
        WHERE (subject, seq) > (?, ?) ORDER BY subject, seq LIMIT ?`,
    )
    .raw()
  let found = 0
  let subject = ''
  let seq = 0
  for (;;) {
    const part = entries.all(subject, seq, slice)
    for (const [nextSubject, nextSeq] of part) {
      const ascends = nextSubject > subject || (nextSubject === subject && nextSeq > seq)
      if (!ascends || seen[nextSeq] !== 0) return false
      seen[nextSeq] = 1
      subject = nextSubject
      seq = nextSeq
    }
    found += part.length
    if (part.length < slice) return found === lines
  }
}

/** Has the table every line? Of an old page of it some would be missing, wherever the journal is listed. */
const everyLineIsThere = (context: Context): boolean =>
  context.sql<[], { n: number }>('SELECT count(*) AS n FROM journal NOT INDEXED').get()?.n ===
  lastLine(context).seq

/** Notices are few: the engine looks for each of them in its index. */
const noticesAreFound = (context: Context): boolean =>
  context.db.pragma('integrity_check(notice)', { simple: true }) === 'ok'

/** What an opening relies on before anybody verifies: journal and notices, and their indexes, are whole. */
export const indexesHold = (context: Context): boolean =>
  everyLineIsFound(context) && everyLineIsThere(context) && noticesAreFound(context)
