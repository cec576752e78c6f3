import { lastLine } from './context.ts'
import type { Context } from './context.ts'

const slice = 4_096

/**
 * The subject of each line, the first one's first; null where a line is missing, or stands twice. Of an old
 * page of the table there would be other lines than the ones around it lead up to.
 */
const subjectsOfLines = (context: Context): string[] | null => {
  const lines = context
    .sql<[number, number], [seq: number, subject: string]>(
      'SELECT seq, subject FROM journal NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ?',
    )
    .raw()
  const subjects: string[] = []
  for (;;) {
    const part = lines.all(subjects.length, slice)
    for (const [seq, subject] of part) {
      if (seq !== subjects.length + 1) return null
      subjects.push(subject)
    }
    if (part.length < slice) return lastLine(context).seq === subjects.length ? subjects : null
  }
}

/** No line has it: a subject is an id, or the vault. */
const taken = ''

/**
 * Is every line in the index that a subject's last line is found by: each once, under the subject that
 * the line itself has, and in the order that a search relies on? An old page of the index is authentic,
 * and would leave out what came later.
 *
 * @param subjects of the lines; what was found is crossed out in it.
 */
const everyLineIsFound = (context: Context, subjects: string[]): boolean => {
  const entries = context
    .sql<[string, number, number], [subject: string, seq: number]>(
      `SELECT subject, seq FROM journal INDEXED BY journal_by_subject
        WHERE (subject, seq) >= (?, ?) ORDER BY subject, seq LIMIT ?`,
    )
    .raw()
  let found = 0
  let [subject, seq] = ['', 0]
  for (;;) {
    const part = entries.all(subject, seq, slice)
    // It begins with the last one of the part before: nothing lies between them.
    const again = found === 0 ? undefined : part.shift()
    if (found > 0 && (again?.[0] !== subject || again[1] !== seq)) return false
    for (const [nextSubject, nextSeq] of part) {
      const ascends = nextSubject > subject || (nextSubject === subject && nextSeq > seq)
      if (!ascends || nextSubject === taken || subjects[nextSeq - 1] !== nextSubject) return false
      subjects[nextSeq - 1] = taken
      subject = nextSubject
      seq = nextSeq
      found += 1
    }
    if (part.length === 0) return found === subjects.length
  }
}

const journalHolds = (context: Context): boolean => {
  const subjects = subjectsOfLines(context)
  return subjects !== null && everyLineIsFound(context, subjects)
}

/** Notices are few: the engine looks for each of them in its index. */
const noticesAreFound = (context: Context): boolean =>
  context.db.pragma('integrity_check(notice)', { simple: true }) === 'ok'

/**
 * What an opening relies on before anybody verifies: journal and notices, and their indexes, are whole.
 * As `integrity_check(journal)` has it, in a third of its time: some millisecond for a thousand lines.
 */
export const indexesHold = (context: Context): boolean =>
  journalHolds(context) && noticesAreFound(context)
