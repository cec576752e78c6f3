import type Database from 'better-sqlite3'
import { canonicalJson } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import type { Day, RecordId } from '../../shared/ids.ts'
import type { JournalLine } from '../../shared/records.ts'
import { asFailure, leavesDoubt } from './database-error.ts'
import { rekeyOpenDb } from './db.ts'
import type { ReadDb } from './db.ts'
import { createChangedPages } from './changed-pages.ts'
import { createPadding } from './padding.ts'

/**
 * The store's whole interface to cryptography. Every digest is 32 bytes. Meant for `{ salt:
 * randomSalt, record: recordDigest, chain: journalHash, plain: plainDigest }`.
 */
export type DigestPort = {
  /** 32 fresh random bytes. */
  readonly salt: () => Uint8Array
  /** Digest of a record's state, keyed with that record's own salt. */
  readonly record: (salt: Uint8Array, bytes: Uint8Array) => Uint8Array
  /** The journal's next hash from the one before and the new line. */
  readonly chain: (previous: Uint8Array, line: Uint8Array) => Uint8Array
  /** Unkeyed digest: a revision's id is this over `revisionForm`. */
  readonly plain: (bytes: Uint8Array) => Uint8Array
}

/** The last line of the journal. `seq` 0 and 32 zero bytes: none yet. */
export type Tail = { readonly seq: number; readonly hash: Uint8Array }

export type StorePorts = {
  readonly digest: DigestPort
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The acting user's name for the journal. */
  readonly actor: () => string
  /**
   * Called once after every commit, before the write returns: seal the tail into the anchor and
   * fsync it here. If it throws, the write has happened, the caller gets `storage`, and the store
   * takes no more writes: so the anchor is never more than one transaction behind.
   */
  readonly onCommit: (tail: Tail) => void
}

/** One write: its first journal line's number and its single time stamp. */
export type Batch = {
  readonly txn: number
  readonly day: Day
  readonly time: number
  readonly actor: string
}

/** Whether it waits for its record, and the numbers of the reports that have named it. */
type AttachedHere = { isWaiting: boolean; readonly namedBy: Set<number> }

/** Shared by all parts of the store. */
export type Context = {
  readonly db: ReadDb
  readonly digest: DigestPort
  /** Files that were attached since the opening, by digest. */
  readonly attached: Map<string, AttachedHere>
  /** For a copy of the file that is made beside this connection. */
  readonly pages: Omit<ReturnType<typeof createChangedPages>, 'begin' | 'end' | 'noteAll'>
  /** Kinds of the records that were handed over and not erased yet, once they were looked for. */
  readonly handedOver: { known: Map<RecordId, JournalLine['subjectKind']> | null }
  /** A prepared statement, made once per text. */
  readonly sql: <P extends unknown[], R = unknown>(text: string) => Database.Statement<P, R>
  readonly read: <T>(work: () => T) => T
  /**
   * One transaction; within another write it is part of that one. It is padded with filler, and
   * rolled back if the work changed no row.
   *
   * @param isLarge it may use many pages of filler.
   * @throws Failure 'in-doubt' if it failed so late that it may have been saved; with any other
   * failure nothing is saved.
   */
  readonly write: <T>(work: (batch: Batch) => T, isLarge?: boolean) => T
  /**
   * Rewrites the whole file from its tables, so that pages keep no remains. A failed rewrite
   * changes nothing that is not filler.
   *
   * @param mark is called before, and in a transaction of its own afterwards, with whether a rewrite
   *   is owed: one that was interrupted is made up for.
   */
  readonly rewrite: (mark: (isOwed: boolean) => void) => void
  /** Whether a rewrite would make the file much smaller. */
  readonly isExcessive: () => boolean
  /**
   * Re-encrypts the file under another key.
   *
   * @throws Failure 'in-doubt': either key may be the file's, and the connection is closed. After a
   * failure it has both ciphers, and playing the journal back with the wrong one would destroy
   * pages (seen with a full disk). A new connection plays it back. The key is wiped in every case.
   */
  readonly rekey: (key: Buffer) => void
  readonly freeze: () => void
  /**
   * Does every write fail with `read-only`? True after an error that leaves doubt, until reopened.
   */
  readonly isFrozen: () => boolean
}

export const noHash = (): Uint8Array => new Uint8Array(32)

export const lastLine = (context: Pick<Context, 'sql'>): Tail =>
  context
    .sql<[], { seq: number; hash: Uint8Array }>(
      'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1',
    )
    .get() ?? { seq: 0, hash: noHash() }

/** A row of the table `journal`. */
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
        actor: line.actor,
        day: line.day,
        digest: hex(line.digest),
        kind: line.kind,
        seq: line.seq,
        subject: line.subject,
        subjectKind: line.subject_kind,
        subjectPrev: hex(line.subject_prev),
        txn: line.txn,
      }),
    ),
  )

/** The last line about a subject, with the digest that its state must still have. */
export const lastOf = (
  context: Context,
  subject: string,
): Pick<StoredLine, 'seq' | 'digest' | 'hash'> =>
  context
    .sql<[string], Pick<StoredLine, 'seq' | 'digest' | 'hash'>>(
      'SELECT seq, digest, hash FROM journal WHERE subject = ? ORDER BY seq DESC LIMIT 1',
    )
    .get(subject) ?? { seq: 0, digest: noHash(), hash: noHash() }

/**
 * Appends one line. The caller is inside `write`.
 *
 * @param last the last line about the same subject.
 */
export const append = (
  context: Context,
  batch: Batch,
  entry: Pick<StoredLine, 'kind' | 'subject_kind' | 'subject' | 'digest'>,
  last: Pick<StoredLine, 'hash'> = lastOf(context, entry.subject),
): void => {
  const tail = lastLine(context)
  const line = {
    seq: tail.seq + 1,
    txn: batch.txn,
    day: batch.day,
    actor: batch.actor,
    ...entry,
    subject_prev: last.hash,
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

/** How many rows there are. @param from what follows `SELECT count(*)`, for the values in its places. */
export const count = (
  context: Pick<Context, 'sql'>,
  from: string,
  ...values: readonly (string | number)[]
): number =>
  context.sql<unknown[], { n: number }>(`SELECT count(*) AS n ${from}`).get(...values)?.n ?? 0

export const createContext = (db: ReadDb, ports: StorePorts, writable: boolean): Context => {
  const statements = new Map<string, Database.Statement>()
  let frozen = !writable
  let isClosed = false
  let running: Batch | null = null

  const sql = <P extends unknown[], R>(text: string): Database.Statement<P, R> => {
    if (isClosed) throw new Failure('in-doubt')
    if (!db.open) throw new Failure('locked')
    let statement = statements.get(text)
    if (statement === undefined) {
      statement = db.prepare(text)
      statements.set(text, statement)
    }
    return statement as unknown as Database.Statement<P, R>
  }

  const padding = createPadding({ db, sql })
  const pages = createChangedPages(db)

  const fail = (cause: unknown): Failure => {
    if (leavesDoubt(cause)) frozen = true
    return asFailure(cause)
  }

  const read = <T>(work: () => T): T => {
    if (isClosed) throw new Failure('in-doubt')
    // Work that gives way between its steps may go on after a lock.
    if (!db.open) throw new Failure('locked')
    try {
      return work()
    } catch (cause) {
      throw fail(cause)
    }
  }

  /** The journal may be deleted and the transaction saved although the engine reports an error. */
  const commit = (): void => {
    try {
      db.exec('COMMIT')
    } catch (cause) {
      if (!leavesDoubt(cause)) throw cause
      frozen = true
      throw new Failure('in-doubt')
    }
  }

  const seal = (tail: Tail): void => {
    try {
      ports.onCommit(tail)
    } catch {
      frozen = true
      throw new Failure('in-doubt')
    }
  }

  const write = <T>(work: (batch: Batch) => T, isLarge = false): T => {
    if (frozen) throw new Failure('read-only')
    if (running !== null) return work(running)
    let result: T
    let before: Tail
    let after: Tail
    try {
      padding.check(isLarge)
      db.exec('BEGIN IMMEDIATE')
      pages.begin()
      padding.begin(isLarge)
      before = lastLine({ sql })
      const time = ports.now()
      const day = new Date(time).toISOString().slice(0, 10) as Day
      running = { txn: before.seq + 1, day, time, actor: ports.actor() }
      result = work(running)
      after = lastLine({ sql })
      const isChanged = padding.end()
      pages.end()
      if (isChanged) commit()
      else db.exec('ROLLBACK')
    } catch (cause) {
      pages.noteAll()
      const failure = fail(cause)
      try {
        if (db.inTransaction) db.exec('ROLLBACK')
      } catch {
        frozen = true
      }
      throw failure
    } finally {
      running = null
    }
    if (after.seq !== before.seq) seal(after)
    return result
  }

  const rewrite = (mark: (isOwed: boolean) => void): void => {
    if (frozen) throw new Failure('read-only')
    pages.noteAll()
    read(() => {
      // Not through `write`, which would turn the free pages into filler again.
      db.transaction(() => {
        mark(true)
        padding.trim()
      })()
      db.exec('VACUUM')
    })
    write(() => {
      mark(false)
      padding.touch()
    })
  }

  const rekey = (key: Buffer): void => {
    try {
      if (frozen) throw new Failure('read-only')
      pages.noteAll()
      rekeyOpenDb(db, key)
    } catch (cause) {
      if (cause instanceof Failure) throw cause
      frozen = true
      isClosed = true
      db.close()
      throw new Failure('in-doubt')
    } finally {
      key.fill(0)
    }
  }

  const freeze = (): void => void (frozen = true)
  const isFrozen = (): boolean => frozen
  return {
    db,
    digest: ports.digest,
    attached: new Map(),
    pages,
    handedOver: { known: null },
    sql,
    read,
    write,
    rewrite,
    isExcessive: padding.isExcessive,
    rekey,
    freeze,
    isFrozen,
  }
}
