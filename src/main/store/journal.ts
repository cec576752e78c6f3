import { canonicalJson } from '../../shared/canonical.ts'
import type { JournalLine } from '../../shared/records.ts'
import { lastLine, noHash } from './context.ts'
import type { Batch, Context } from './context.ts'

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

/** Unkeyed digest of a text, in hex. */
export const textDigest = (context: Pick<Context, 'digest'>, text: string): string =>
  hex(context.digest.plain(Buffer.from(text)))

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
