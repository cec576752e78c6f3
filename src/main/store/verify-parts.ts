import { Failure } from '../../shared/failure.ts'
import type { RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { provenanceLog, verifyImportProvenance } from './import-provenance.ts'
import { verifyImportParts } from './import-parts.ts'
import { verifyCards } from './contacts.ts'
import { verifyEscrows } from './escrows.ts'
import { verifyBlobs } from './blobs.ts'
import { count, noHash, lineHash, sameBytes } from './context.ts'
import { verifyNoticeSet } from './notice-set.ts'
import { isWritable } from './db.ts'
import type { Context, StoredLine } from './context.ts'
import { asFailure, isUnnamed } from './database-error.ts'
import { hasReportsToErase, numsToErase } from './handed-over.ts'
import { asRow, rawRecord, rowColumns, stateDigest, nameOf } from './record-state.ts'
import type { RawRecord, RecordRow, StoredRow } from './record-state.ts'
import { reportColumns, storedReportColumns } from './report-columns.ts'
import { reportContent } from './record-content.ts'
import { isRevisionIntact, revisionAt, revisionRows } from './revisions.ts'
import { verifySeals } from './seals.ts'
import { vaultSubject, verifyVaultState } from './vault-digest.ts'

export type VerificationFault = {
  readonly subject: string
  readonly what: 'digest' | 'journal' | 'revision' | 'attachment' | 'custody' | 'notice'
}

/**
 * Called for each revision of each record while they are read, newest first, and then once for the
 * record itself, with null. Returns the faults beyond those that the store detects itself.
 */
export type Look = (
  record: RawRecord,
  revision: Revision | null,
) => readonly VerificationFault['what'][]

export type Verification = {
  readonly records: number
  readonly journalLines: number
  readonly searchIndexHolds: boolean
  readonly faults: VerificationFault[]
}

/**
 * Has the index of claims by report no more entries than there are claims? `integrity_check` looks
 * up each claim in it, but does not count the entries of a partial index. A read-only vault from
 * before schema 12 has no such index.
 */
const verifyClaimIndex = (context: Context): boolean =>
  count(context, `FROM sqlite_schema WHERE name = 'claim_by_report'`) === 0 ||
  count(context, `FROM record INDEXED BY claim_by_report WHERE kind = 'claim'`) ===
    count(context, `FROM record INDEXED BY record_by_kind WHERE kind = 'claim'`)

type Last = {
  readonly hash: Uint8Array
  readonly purged: boolean
  /** Has this subject a line with an exact time? After its purge none may be left. */
  readonly timed: boolean
}
/**
 * One part of a verification. Parts do not depend on each other: several connections to the same
 * state may check them at the same time.
 */
export type VerificationPart =
  | { readonly what: 'journal' | 'vault' | 'pages' | 'index' }
  /** The records with a number above `after`, up to `upTo`. */
  | { readonly what: 'records'; readonly after: number; readonly upTo: number }

/** What one part found: `searchIndexHolds` is false only where the part shows that it does not. */
export type PartFound = Pick<Verification, 'faults' | 'searchIndexHolds'>

/** Yields the number of lines, records or steps of the engine checked since the last yield. */
export type PartProgress = Generator<number, PartFound, void>

const slice = 200

/** The same by their length: the longest has 1.5 MB. */
const sliceLength = 500_000

export type Range = Pick<Extract<VerificationPart, { what: 'records' }>, 'after' | 'upTo'>

const batchOf = <R extends object>(context: Context, sql: string, { after, upTo }: Range): R[] => {
  const batch: R[] = []
  let length = 0
  for (const row of context.sql<number[], R>(sql).iterate(after, upTo, slice)) {
    batch.push(row)
    length += 'bytes' in row && row.bytes instanceof Uint8Array ? row.bytes.length : 0
    if (length > sliceLength) break
  }
  return batch
}

/** All rows. */
export const all: Range = { after: 0, upTo: Number.MAX_SAFE_INTEGER }

/**
 * Reads a table row by row, without an open cursor while others use the connection. An old page
 * among newer ones can make a tree whose rows do not ascend: continuing after the last of them
 * would never end.
 *
 * @throws Failure `damaged` at a row out of order.
 */
const rows = function* <R extends object>(
  context: Context,
  sql: string,
  key: (row: R) => number,
  { after: first, upTo }: Range = all,
): Generator<R, void, void> {
  let after = first
  for (;;) {
    const batch = batchOf<R>(context, sql, { after, upTo })
    if (batch.length === 0) return
    for (const row of batch) {
      if (key(row) <= after) throw new Failure('damaged')
      after = key(row)
      yield row
    }
  }
}

const everyLine = 'SELECT * FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?'
const ofRecord = 'FROM record WHERE num > ? AND num <= ? ORDER BY num LIMIT ?'
const everyRow = `SELECT ${rowColumns} ${ofRecord}`

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Do the columns for lists and filters match the content? */
const columnsHold = (context: Context, row: RecordRow): boolean =>
  row.name === nameOf(row.kind, row.content) &&
  (row.kind !== 'report' ||
    sameText(reportColumns(reportContent(row.content)), storedReportColumns(context, row.num)))

/**
 * Checks a record's revisions one by one, and yields after each: there may be thousands. The last
 * value says whether all hold.
 */
const revisionsHold = function* (
  context: Context,
  row: RecordRow,
  record: RawRecord,
  look: (revision: Revision) => void,
): Generator<undefined, boolean, void> {
  const ids = new Set<RevisionId>()
  const parents = new Set<RevisionId>()
  let head: string | null = null
  let areIntact = verifySeals(context, row.num)
  for (const at of revisionRows(context, row.num)) {
    const revision = revisionAt(context, at)
    // Erased meanwhile, with its record.
    if (revision === null) continue
    areIntact &&= isRevisionIntact(context, revision)
    ids.add(revision.id)
    for (const parent of revision.parents) parents.add(parent)
    if (revision.id === record.head) head = revision.content
    look(revision)
    yield
  }
  return (
    areIntact &&
    record.heads.every((id) => ids.has(id) && !parents.has(id)) &&
    (record.head === null || head !== null) &&
    (record.state !== 'filed' || head === record.content)
  )
}

/** Deletes leave no remains (`secure-delete`), in the format version that comes with it. */
const indexConfig = [
  { k: 'secure-delete', v: 1 },
  { k: 'version', v: 5 },
]

/**
 * Does the search index match the reports exactly: every word of every report, and no other? The
 * check reads the view behind the index, whose functions are ours; `trusted_schema` is on for
 * exactly that one statement (ADR 0003). The engine's own check is a write: where the database is
 * open read-only, or a hand-over is just being erased, only the list of indexed reports and the
 * settings of the index are compared.
 */
const searchIndexHolds = (context: Context): boolean => {
  const shown = `SELECT num FROM record WHERE kind = 'report' AND removed = 0`
  const strays =
    count(
      context,
      `FROM main.search_docsize WHERE id NOT IN (${shown}) AND id NOT IN (${numsToErase})`,
    ) + count(context, `FROM (${shown}) WHERE num NOT IN (SELECT id FROM main.search_docsize)`)
  const config = context.sql<[], unknown>('SELECT k, v FROM main.search_config ORDER BY k').all()
  if (strays > 0 || !sameText(config, indexConfig)) return false
  if (!isWritable(context.db) || hasReportsToErase(context)) return true
  context.db.pragma('trusted_schema=ON')
  try {
    // Rolled back: a commit would ask for the whole file, which another connection may be reading.
    context.db.exec('BEGIN')
    context.db.exec(`INSERT INTO search (search, rank) VALUES ('integrity-check', 1)`)
    return true
  } catch (cause) {
    // An error of the engine without a code: an index of an unknown format.
    if (isUnnamed(cause) || asFailure(cause).code === 'damaged') return false
    throw cause
  } finally {
    if (context.db.inTransaction) context.db.exec('ROLLBACK')
    context.db.pragma('trusted_schema=OFF')
  }
}

const pagesHold = (context: Context): 'yes' | 'no' | 'index unreadable' => {
  try {
    const found = context.db.pragma('integrity_check(1)', { simple: true })
    return found === 'ok' ? 'yes' : 'no'
  } catch (cause) {
    // The check also queries the search index, which may be of an unknown format.
    if (isUnnamed(cause)) return 'index unreadable'
    throw cause
  }
}

/** Collects faults, each once. */
export const faultList = () => {
  const faults: VerificationFault[] = []
  const known = new Set<string>()
  return {
    faults,
    add: (subject: string, what: VerificationFault['what']): void => {
      const key = `${what} ${subject}`
      if (!known.has(key)) faults.push({ subject, what })
      known.add(key)
    },
  }
}

/** Walks the journal, and looks for the records that it says are here. */
export const checkJournal = function* (context: Context): PartProgress {
  const { faults, add } = faultList()
  const last = new Map<string, Last>()
  let previous = { seq: 0, txn: 0, hash: noHash() }
  let done = 0
  for (const line of rows<StoredLine>(context, everyLine, (found) => found.seq)) {
    const chained =
      line.seq === previous.seq + 1 &&
      (line.txn === line.seq || line.txn === previous.txn) &&
      sameBytes(line.prev, previous.hash) &&
      sameBytes(line.subject_prev, last.get(line.subject)?.hash ?? noHash()) &&
      sameBytes(line.hash, lineHash(context, line))
    const purged = line.kind === 'record.purged' && line.subject !== vaultSubject
    const timed = line.time !== null || (last.get(line.subject)?.timed ?? false)
    if (!chained || (purged && timed)) add(line.subject, 'journal')
    last.set(line.subject, { hash: line.hash, purged, timed })
    previous = line
    done++
    if (done % slice === 0) yield slice
  }
  yield done % slice
  const missing = new Set([...last].filter(([, line]) => !line.purged).map(([subject]) => subject))
  missing.delete(vaultSubject)
  const each = rows<{ num: number; id: string }>(
    context,
    `SELECT num, id ${ofRecord}`,
    ({ num }) => num,
  )
  for (const { num, id } of each) {
    missing.delete(id)
    if (num % slice === 0) yield 0
  }
  for (const subject of missing) add(subject, 'digest')
  return { faults, searchIndexHolds: true }
}

/** The last digest of each subject, in hex, from the table itself: no index is relied on. */
export const lastDigests = function* (
  context: Context,
): Generator<number, Map<string, string>, void> {
  const digests = new Map<string, string>()
  const each = rows<{ seq: number; subject: string; digest: string }>(
    context,
    'SELECT seq, subject, hex(digest) AS digest FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?',
    ({ seq }) => seq,
  )
  for (const { seq, subject, digest } of each) {
    digests.set(subject, digest)
    if (seq % slice === 0) yield 0
  }
  return digests
}

export type Known = {
  readonly digests: ReadonlyMap<string, string>
  readonly arrivals: ReturnType<typeof provenanceLog>
}

export const checkRecords = function* (
  context: Context,
  range: Range,
  { digests, arrivals }: Known,
  look: Look,
): PartProgress {
  const { faults, add } = faultList()
  for (const found of rows<StoredRow>(context, everyRow, ({ num }) => num, range)) {
    const row = asRow(found)
    const record = rawRecord(context, row)
    const recorded = Buffer.from(digests.get(row.id) ?? '', 'hex')
    const authentic = sameBytes(recorded, stateDigest(context, row.salt, record))
    if (!authentic || !columnsHold(context, row)) add(row.id, 'digest')
    if (arrivals !== null && !verifyImportProvenance(context, row.id, arrivals))
      add(row.id, 'custody')
    if (row.kind === 'report' && !verifyBlobs(context, row)) add(row.id, 'attachment')
    // Read at once up to here: the record may change while its revisions are checked.
    const checked = revisionsHold(context, row, record, (revision) => {
      for (const what of look(record, revision)) add(row.id, what)
    })
    let step = checked.next()
    while (!step.done) {
      yield 0
      step = checked.next()
    }
    if (!step.value) add(row.id, 'revision')
    for (const what of look(record, null)) add(row.id, what)
    yield 1
  }
  return { faults, searchIndexHolds: true }
}

/** What belongs to no record: its digest, imports that are not complete, notices, cards, escrows. */
export const checkVault = function* (context: Context): PartProgress {
  const { faults, add } = faultList()
  if (provenanceLog(context) === null) add(vaultSubject, 'custody')
  const parts = verifyImportParts(context)
  let part = parts.next()
  for (; part.done !== true; part = parts.next()) yield 0
  const notices = verifyNoticeSet(context)
  let notice = notices.next()
  for (; notice.done !== true; notice = notices.next()) yield 0
  if (
    !part.value ||
    !notice.value ||
    !verifyVaultState(context) ||
    !verifyCards(context) ||
    !verifyEscrows(context) ||
    !verifyClaimIndex(context)
  )
    add(vaultSubject, 'digest')
  return { faults, searchIndexHolds: true }
}

/** What {@link searchIndexHolds} says, as the result of a part. */
export const checkIndex = (context: Context): PartFound => ({
  faults: [],
  searchIndexHolds: searchIndexHolds(context),
})

/** Reads every page, and finds rows that a table has and an index lacks. */
export const checkPages = (context: Context): PartFound => {
  const pages = pagesHold(context)
  return {
    faults: pages === 'no' ? [{ subject: vaultSubject, what: 'digest' }] : [],
    searchIndexHolds: pages !== 'index unreadable',
  }
}
