import { canonicalJson } from '../../shared/canonical.ts'
import type { Day, Instant, SourceId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import { lastLine, noHash } from './context.ts'
import type { Batch, Context } from './context.ts'
import { asFailure } from './database-error.ts'
import type { OpenState } from './journal-acts.ts'
import type { Tail } from './ports.ts'
import { count } from './count.ts'

const slice = 4_096

/**
 * Does the journal hold all lines, and does the index for a subject's last line find each? An old
 * page of either is authentic; it would hide later lines, or show earlier ones twice. Same check as
 * `integrity_check(journal)` in 60 % of its time: a millisecond for a thousand lines.
 */
const everyLineIsFound = (context: Context): boolean => {
  const found = context
    .sql<[number, number], number>(
      `SELECT seq FROM journal line NOT INDEXED
        WHERE seq > ? AND EXISTS (SELECT 1 FROM journal entry INDEXED BY journal_by_subject
          WHERE entry.subject = line.subject AND entry.seq = line.seq)
        ORDER BY seq LIMIT ?`,
    )
    .pluck()
  let lines = 0
  for (;;) {
    const part = found.all(lines, slice)
    for (const seq of part) {
      if (seq !== lines + 1) return false
      lines += 1
    }
    if (part.length < slice) return lines === lastLine(context).seq
  }
}

/** The index has no entries beyond those found. */
const noEntryIsLeft = (context: Context): boolean =>
  count(context, 'FROM journal INDEXED BY journal_by_subject') === lastLine(context).seq

/** Notices are few: the engine looks up each in its index. */
const noticesAreFound = (context: Context): boolean =>
  context.db.pragma('integrity_check(notice)', { simple: true }) === 'ok'

/**
 * Checks that unlock relies on before any verification: journal, notices and their indexes are
 * whole.
 */
const verifyJournalIndex = (context: Context): boolean =>
  everyLineIsFound(context) && noEntryIsLeft(context) && noticesAreFound(context)

export type StoredLine = {
  seq: number
  txn: number
  day: string
  time: number | null
  actor: string
  kind: JournalLine['kind']
  subject_kind: JournalLine['subjectKind']
  subject: string
  digest: Uint8Array
  subject_prev: Uint8Array
  prev: Uint8Array
  hash: Uint8Array
}

export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** The input of a line's hash besides the previous hash: everything except the exact time. */
export const lineHash = (
  context: Pick<Context, 'digest'>,
  line: Omit<StoredLine, 'time' | 'hash'>,
): Uint8Array =>
  context.digest.chain(
    line.prev,
    Buffer.from(
      canonicalJson({
        seq: line.seq,
        txn: line.txn,
        day: line.day,
        actor: line.actor,
        kind: line.kind,
        subjectKind: line.subject_kind,
        subject: line.subject,
        digest: hex(line.digest),
        subjectPrev: hex(line.subject_prev),
      }),
    ),
  )

/** The last line about a subject, with the digest that its state must still have. */
export const lastOf = (context: Context, subject: string): Pick<StoredLine, 'digest' | 'hash'> =>
  context
    .sql<[string], Pick<StoredLine, 'digest' | 'hash'>>(
      'SELECT digest, hash FROM journal WHERE subject = ? ORDER BY seq DESC LIMIT 1',
    )
    .get(subject) ?? { digest: noHash(), hash: noHash() }

/** Appends one line. The caller is inside `write`. */
export const append = (
  context: Context,
  batch: Batch,
  entry: Pick<StoredLine, 'kind' | 'subject_kind' | 'subject' | 'digest'>,
): void => {
  const tail = lastLine(context)
  const line = {
    seq: tail.seq + 1,
    txn: batch.txn,
    day: batch.day,
    actor: batch.actor,
    ...entry,
    subject_prev: lastOf(context, entry.subject).hash,
    prev: tail.hash,
  }
  context
    .sql<unknown[]>(
      `INSERT INTO journal (seq, txn, day, time, actor, kind, subject_kind, subject, digest,
        subject_prev, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      line.seq,
      line.txn,
      line.day,
      batch.time,
      line.actor,
      line.kind,
      line.subject_kind,
      line.subject,
      Buffer.from(line.digest),
      Buffer.from(line.subject_prev),
      Buffer.from(line.prev),
      Buffer.from(lineHash(context, line)),
    )
}

type ListedLine = StoredLine & { reason: string | null }

const listed = 'SELECT j.*, o.reason FROM journal j LEFT JOIN opening o ON o.seq = j.seq'

const fitting = `j.seq < :below AND (:kind IS NULL OR j.kind = :kind)
  AND (:about IS NULL OR j.subject_kind = :about)`

const asLine = (row: ListedLine): JournalLine => ({
  seq: row.seq,
  day: row.day as Day,
  time: row.time as Instant | null,
  actor: row.actor,
  kind: row.kind,
  subjectKind: row.subject_kind,
  subject: row.subject,
  digest: hex(row.digest),
  hash: hex(row.hash),
  // For a co-signature, the column holds the co-signature instead of a reason.
  reason: row.kind === 'review.cosigned' ? null : row.reason,
})

/** Filters lines by kind of act and kind of subject; null: any. */
export type LinesOf = {
  readonly kind: JournalLine['kind'] | null
  readonly about: JournalLine['subjectKind'] | null
}

/** Newest first, below `before`. */
export const listLines = (
  context: Context,
  subject: string | null,
  before: number | null,
  limit: number,
  { kind, about }: LinesOf = { kind: null, about: null },
): { lines: JournalLine[]; more: boolean } => {
  const below = before ?? Number.MAX_SAFE_INTEGER
  const those = { kind, about, below, most: limit + 1 }
  const rows =
    subject === null
      ? context
          .sql<[typeof those], ListedLine>(
            `${listed} WHERE ${fitting} ORDER BY j.seq DESC LIMIT :most`,
          )
          .all(those)
      : context
          .sql<[typeof those & { subject: string }], ListedLine>(
            `${listed} WHERE j.subject = :subject AND ${fitting} ORDER BY j.seq DESC LIMIT :most`,
          )
          .all({ ...those, subject })
  return { lines: rows.slice(0, limit).map(asLine), more: rows.length > limit }
}

/** Sources whose last withhold or release line in the journal says withheld. */
export const heldBack = (context: Context): SourceId[] =>
  context
    .sql<[], { id: string }>(
      `SELECT r.id FROM record r WHERE r.kind = 'source' AND r.removed = 0 AND (
        SELECT j.kind FROM journal j
        WHERE j.subject = r.id AND j.kind IN ('source.held-back', 'source.let-go')
        ORDER BY j.seq DESC LIMIT 1) = 'source.held-back'`,
    )
    .all()
    .map(({ id }) => id as SourceId)

/** Can unlock rely on the indexes? Damage found here also counts as no. */
const indexesFit = (context: Context): boolean => {
  try {
    return verifyJournalIndex(context)
  } catch (cause) {
    if (asFailure(cause).code === 'damaged') return false
    throw cause
  }
}

/**
 * Compares the journal with the anchor. Ahead by exactly its whole last transaction: the app
 * crashed between commit and anchor. Behind: commits are missing.
 */
export const openState = (context: Context, anchor: Tail | null): OpenState => {
  const line = context.sql<[], StoredLine>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get()
  if (anchor !== null && line !== undefined && !indexesFit(context)) return 'tampered'
  if (anchor === null || line === undefined) return anchor === null ? 'tampered' : 'missing-commits'
  if (!sameBytes(lineHash(context, line), line.hash)) return 'tampered'
  if (line.seq < anchor.seq) return 'missing-commits'
  if (line.seq === anchor.seq) return sameBytes(line.hash, anchor.hash) ? 'ok' : 'tampered'
  if (line.txn !== anchor.seq + 1) return 'tampered'
  const anchored = context
    .sql<[number], { hash: Uint8Array }>('SELECT hash FROM journal WHERE seq = ?')
    .get(anchor.seq)
  return sameBytes(anchored?.hash ?? noHash(), anchor.hash) ? 'repair-anchor' : 'tampered'
}
