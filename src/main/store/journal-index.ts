import type { Context } from './context.ts'
import { count, lastLine } from './context.ts'

/** Subjects as the engine joins them, with a comma between two, which no subject has. */
type JoinedSubjects = { readonly bytes: Buffer; readonly ends: Uint32Array }

const comma = 0x2c

const subjectsIn = (bytes: Buffer, count: number): JoinedSubjects => {
  const ends = new Uint32Array(count)
  let end = -1
  for (let i = 0; i < count; i += 1) {
    end = bytes.indexOf(comma, end + 1)
    ends[i] = end === -1 ? bytes.length : end
  }
  return { bytes, ends }
}

const startOf = ({ ends }: JoinedSubjects, i: number): number =>
  i === 0 ? 0 : (ends[i - 1] ?? 0) + 1

/** Below 0 if a subject comes before the next one, as the engine orders texts: by their bytes. */
const compareNext = (subjects: JoinedSubjects, i: number): number => {
  const { bytes, ends } = subjects
  const end = ends[i] ?? 0
  const next = end + 1
  const nextEnd = ends[i + 1] ?? 0
  let at = startOf(subjects, i)
  const toNext = next - at
  while (at < end && at + toNext < nextEnd && bytes[at] === bytes[at + toNext]) at += 1
  if (at === end || at + toNext === nextEnd) return end - at - (nextEnd - at - toNext)
  return (bytes[at] ?? 0) - (bytes[at + toNext] ?? 0)
}

const isSameSubject = (
  one: JoinedSubjects,
  i: number,
  other: JoinedSubjects,
  k: number,
): boolean => {
  const [from, to] = [startOf(one, i), one.ends[i] ?? 0]
  return one.bytes.compare(other.bytes, startOf(other, k), other.ends[k] ?? 0, from, to) === 0
}

type NumberedSubjects = { readonly seqs: readonly number[]; readonly subjects: JoinedSubjects }

/** Numbers and subjects of lines, in the order of a query; null if there are none. */
const linesBy = (context: Context, query: string): NumberedSubjects | null => {
  const [bytes, numbers] =
    context
      .sql<[], [bytes: Buffer | null, numbers: string]>(
        `SELECT CAST(group_concat(subject) AS BLOB), json_group_array(seq) FROM (${query})`,
      )
      .raw()
      .get() ?? []
  if (!(bytes instanceof Buffer) || numbers === undefined) return null
  const seqs = JSON.parse(numbers) as readonly number[]
  return { seqs, subjects: subjectsIn(bytes, seqs.length) }
}

/** The subject of each line, from the first on; null if the table does not hold exactly all lines. */
const subjectsOfLines = (context: Context): JoinedSubjects | null => {
  const lines = linesBy(context, 'SELECT subject, seq FROM journal NOT INDEXED ORDER BY seq')
  if (lines?.seqs.length !== lastLine(context).seq) return null
  return lines.seqs.every((seq, i) => seq === i + 1) ? lines.subjects : null
}

/**
 * Does the journal hold all lines, and does the index for a subject's last line find each, and nothing
 * else? An old page of either is authentic; it would hide later lines, or show earlier ones twice.
 *
 * Both are read once from end to end, in half the time of one look into the index for each line. That
 * shows as much: the entries of an index are those of all its pages, also the upper ones.
 * Where they ascend strictly, the engine's search in them finds each; where each is the entry of its
 * line and there are as many as lines, none is missing. The engine hands over each in one piece: a
 * row for each line would take twice the time.
 */
export const indexFitsJournal = (context: Context): boolean => {
  const lines = subjectsOfLines(context)
  if (lines === null) return false
  const entries = linesBy(
    context,
    'SELECT subject, seq FROM journal INDEXED BY journal_by_subject ORDER BY subject, seq',
  )
  if (entries?.seqs.length !== lines.ends.length) return false
  const { seqs, subjects } = entries
  for (let i = 0; i < seqs.length; i += 1) {
    const seq = seqs[i] ?? 0
    if (!isSameSubject(subjects, i, lines, seq - 1)) return false
    if (i + 1 === seqs.length) break
    const order = compareNext(subjects, i)
    if (order > 0 || (order === 0 && seq >= (seqs[i + 1] ?? 0))) return false
  }
  return count(context, 'FROM journal INDEXED BY journal_by_subject') === seqs.length
}
