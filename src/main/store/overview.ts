import type { CaseId, RecordId } from '../../shared/ids.ts'
import { count, lastLine } from './context.ts'
import type { Context, StoredLine } from './context.ts'
import { findHeader, headsOf, isConflicted, oneStepReaderOf } from './record-state.ts'
import type { RecordHeader, RecordKind, RecordRow } from './record-state.ts'
import { countReportsOfCase } from './referrers.ts'
import type { Steps } from '../../shared/steps.ts'

/** How many records are listed in the sidebar. Deleted ones are not counted. */
export type RecordCounts = Readonly<
  Record<'cases' | 'sources' | 'reports' | 'drafts' | 'publications' | 'conflicts', number>
> & {
  /** Null: too many to count those of one case. */
  readonly claims: number | null
}

/** The case of a claim is in its content only: more of them are not read to be counted. */
const claimsRead = 5_000

/** With more new lines in the journal, as after an import, all is counted again. */
const linesCorrected = 1_000

/** Lines of the journal whose records are counted again in one step. */
const linesAtOnce = 50

/** Lines of the journal that are searched for changed records: a millisecond or two. */
const linesRead = 2_000

// Counts read indexes alone, as the list of reports does: they hold no text.
const countKind = (context: Context, kind: RecordKind): number =>
  count(context, `FROM record INDEXED BY record_by_kind WHERE kind = ? AND removed = 0`, kind)

const countReports = (context: Context, caseId: CaseId | null): number =>
  caseId === null
    ? // Page by page instead of row by row: every report has a row, deleted ones too.
      count(context, 'FROM report') -
      count(context, `FROM record INDEXED BY record_by_kind WHERE kind = 'report' AND removed = 1`)
    : countReportsOfCase(context, caseId as string as RecordId)

/** What no index counts: kept from one request to the next, and corrected by the journal. */
type Unfinished = {
  /** The journal's last line that it includes. */
  seq: number
  /** Drafts, also of filed reports, with the case of each. */
  readonly drafts: Map<string, string | null>
  /** Records with a pending merge. */
  readonly conflicts: Set<string>
  /** Claims and publications with their case: only in their content, so not read before asked for. */
  readonly inCase: Readonly<Record<'claim' | 'publication', Map<string, string | null>>>
  /** Which rows of each part are read, by number; null: all are. */
  readonly upTo: Record<'reports' | 'heads' | 'claim' | 'publication', number | null>
}

const nothingRead = (context: Context): Unfinished => ({
  seq: lastLine(context).seq,
  drafts: new Map(),
  conflicts: new Set(),
  inCase: { claim: new Map(), publication: new Map() },
  upTo: { reports: 0, heads: 0, claim: 0, publication: 0 },
})

/** Entries of an index that are read in one step: a millisecond or two. */
const slice = 5_000

const readReports = (context: Context, to: Unfinished, from: number): void => {
  const entries = `SELECT num, state FROM record INDEXED BY record_by_kind
    WHERE kind = 'report' AND removed = 0 AND num > ? ORDER BY num LIMIT ?`
  const drafts = context
    .sql<[number, number], { id: string; case_id: string | null; isBehind: 0 | 1 }>(
      `SELECT d.id, p.case_id, d.state = 'revising' AND NOT EXISTS (SELECT 1 FROM record_head h
          WHERE h.record = d.num AND h.revision = d.head) AS isBehind
        FROM (${entries}) entry JOIN record d ON d.num = entry.num JOIN report p ON p.num = d.num
        WHERE entry.state <> 'filed'`,
    )
    .all(from, slice)
  for (const { id, case_id, isBehind } of drafts) {
    to.drafts.set(id, case_id)
    if (isBehind === 1) to.conflicts.add(id)
  }
  to.upTo.reports = context
    .sql<[number, number], number | null>(`SELECT max(num) FROM (${entries})`)
    .pluck()
    .get(from, slice) as number | null
}

const readHeads = (context: Context, to: Unfinished, from: number): void => {
  const last = context
    .sql<[number, number], number | null>(
      `SELECT max(record) FROM
        (SELECT record FROM record_head WHERE record > ? ORDER BY record LIMIT ?)`,
    )
    .pluck()
    .get(from, slice) as number | null
  to.upTo.heads = last
  if (last === null) return
  const several = context
    .sql<[number, number], string>(
      `SELECT id FROM record WHERE removed = 0 AND num IN (SELECT record FROM record_head
        WHERE record > ? AND record <= ? GROUP BY record HAVING count(*) > 1)`,
    )
    .pluck()
    .all(from, last)
  for (const id of several) to.conflicts.add(id)
}

/** The case of a claim or publication, which is in its content alone. */
const caseIdOf = (context: Context, num: number): string | null =>
  context
    .sql<[number], string | null>(
      `SELECT json_extract(content, '$.caseId') FROM record WHERE num = ?`,
    )
    .pluck()
    .get(num) ?? null

/** One record: a publication may be long. */
const readCase = (
  context: Context,
  to: Unfinished,
  kind: 'claim' | 'publication',
  from: number,
): void => {
  const row = context
    .sql<[string, number], { num: number; id: string; caseId: string | null }>(
      `SELECT num, id, json_extract(content, '$.caseId') AS caseId FROM record
        WHERE kind = ? AND removed = 0 AND num > ? ORDER BY num LIMIT 1`,
    )
    .get(kind, from)
  if (row !== undefined) to.inCase[kind].set(row.id, row.caseId)
  to.upTo[kind] = row?.num ?? null
}

const correctOne = (context: Context, known: Unfinished, id: string): RecordHeader | undefined => {
  const { drafts, conflicts, inCase, upTo } = known
  const row = findHeader(context, id)
  const isHere = row !== undefined && row.removed === 0
  if (isHere && row.kind === 'report' && row.state !== 'filed') {
    const caseOf = context
      .sql<[number], string | null>('SELECT case_id FROM report WHERE num = ?')
      .pluck()
    drafts.set(id, caseOf.get(row.num) ?? null)
  } else drafts.delete(id)
  if (isHere && isConflicted(row.head, headsOf(context, row.num))) conflicts.add(id)
  else conflicts.delete(id)
  for (const kind of ['claim', 'publication'] as const) {
    const isRead = isHere && row.kind === kind && row.num <= (upTo[kind] ?? row.num)
    if (isRead) inCase[kind].set(id, caseIdOf(context, row.num))
    else if (!isHere) inCase[kind].delete(id)
  }
  return row
}

/**
 * Every change of a record has a line: those since the last request name what may differ. A step
 * ends with a publication, which may be long.
 *
 * @returns whether there is more to correct.
 */
const correct = (context: Context, known: Unfinished): boolean => {
  const lines = context
    .sql<[number, number], Pick<StoredLine, 'seq' | 'subject'>>(
      'SELECT seq, subject FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
    )
    .all(known.seq, linesAtOnce)
  for (const { seq, subject } of lines) {
    known.seq = seq
    if (correctOne(context, known, subject)?.kind === 'publication') return true
  }
  return lines.length === linesAtOnce
}

/** Does a record belong to a case? A source does if one of the case's reports names it. */
const isInCase = (context: Context, { kind, id, num }: RecordHeader, of: CaseId): boolean => {
  switch (kind) {
    case 'case':
      return id === (of as string)
    case 'report':
      return count(context, 'FROM report WHERE num = ? AND case_id = ?', num, of) > 0
    case 'source':
      return (
        context
          .sql<[string, string]>(
            `SELECT 1 FROM report_source s JOIN report p ON p.num = s.report
              WHERE s.source = ? AND p.case_id = ? LIMIT 1`,
          )
          .get(id, of) !== undefined
      )
    default:
      return caseIdOf(context, num) === (of as string)
  }
}

/** Records that this vault changed last, by the journal; imported ones are not among them. */
const changedLast = (context: Context): string[] =>
  context
    .sql<[number], string>(
      `SELECT subject FROM (SELECT seq, kind, subject, subject_kind FROM journal
          ORDER BY seq DESC LIMIT ?)
        WHERE kind IN ('record.saved', 'record.filed', 'record.merged', 'record.restored')
          AND subject_kind NOT IN ('vault', 'attribution')
        GROUP BY subject ORDER BY max(seq) DESC`,
    )
    .pluck()
    .all(linesRead)

const newestDrafts = (context: Context): string[] =>
  context
    .sql<[], string>(
      `SELECT d.id FROM record d WHERE d.num IN (
          SELECT num FROM record INDEXED BY record_by_kind
          WHERE kind = 'report' AND removed = 0 AND state <> 'filed' ORDER BY num DESC LIMIT 200)
        ORDER BY d.num DESC`,
    )
    .pluck()
    .all()

const valuesEqual = <T>(values: Iterable<T>, wanted: T): number => {
  let found = 0
  for (const value of values) if (value === wanted) found += 1
  return found
}

const countsOf = (
  context: Context,
  caseId: CaseId | null,
  { drafts, conflicts, inCase }: Unfinished,
): RecordCounts => {
  const claims = countKind(context, 'claim')
  const ofCase = (values: ReadonlyMap<string, string | null>): number =>
    valuesEqual(values.values(), caseId as string)
  return {
    cases: countKind(context, 'case'),
    sources: countKind(context, 'source'),
    reports: countReports(context, caseId),
    drafts: caseId === null ? drafts.size : ofCase(drafts),
    claims: caseId === null ? claims : claims > claimsRead ? null : ofCase(inCase.claim),
    publications: caseId === null ? countKind(context, 'publication') : ofCase(inCase.publication),
    conflicts: conflicts.size,
  }
}

const counts = (context: Context) => {
  let last: Unfinished | null = null

  const current = (): Unfinished => {
    const { seq } = lastLine(context)
    const isOld = last !== null && (seq < last.seq || seq > last.seq + linesCorrected)
    const isWhole = last?.upTo.reports === null && last.upTo.heads === null
    if (last === null || (isOld && isWhole)) last = nothingRead(context)
    return last
  }

  /** @returns whether there is more to read. */
  const step = (caseId: CaseId | null): boolean =>
    context.read(() => {
      const now = current()
      const { upTo } = now
      const isOfClaims = caseId !== null && countKind(context, 'claim') <= claimsRead
      if (upTo.reports !== null) readReports(context, now, upTo.reports)
      else if (upTo.heads !== null) readHeads(context, now, upTo.heads)
      else if (isOfClaims && upTo.claim !== null) readCase(context, now, 'claim', upTo.claim)
      else if (caseId !== null && upTo.publication !== null) {
        readCase(context, now, 'publication', upTo.publication)
      } else return correct(context, now)
      return true
    })

  return {
    /** Reads in one step what `readCounts` has not read. */
    counts: (caseId: CaseId | null): RecordCounts => {
      let isMore = true
      while (isMore) isMore = step(caseId)
      return context.read(() => countsOf(context, caseId, current()))
    },
    /** Reads ahead for `counts`; yields between slices. */
    readCounts: function* (caseId: CaseId | null): Generator<undefined, void, void> {
      while (step(caseId)) yield
    },
  }
}

const lists = (context: Context) => ({
  /**
   * The records of a case, or of all, that were changed here last, then the newest drafts.
   *
   * @param make what is needed of a record.
   * @returns reads them in steps, as {@link readerOf}.
   * @throws (the returned) Failure `tampered`.
   */
  readRecent: <T>(caseId: CaseId | null, limit: number, make: (row: RecordRow) => T) => {
    const read = oneStepReaderOf(context, ({ row }) => make(row))
    return function* (): Steps<T[]> {
      const found: T[] = []
      const ids = context.read(() => new Set([...changedLast(context), ...newestDrafts(context)]))
      for (const id of ids) {
        if (found.length === limit) break
        yield
        const num = context.read(() => {
          const header = findHeader(context, id)
          if (header === undefined || header.removed === 1) return null
          return caseId === null || isInCase(context, header, caseId) ? header.num : null
        })
        const one = num === null ? null : yield* read(num)
        if (one !== null) found.push(one)
      }
      return found
    }
  },
  /**
   * The records of these ids that are here, in their order.
   *
   * @param make what is needed of a record.
   * @returns reads them in steps, as {@link readerOf}.
   * @throws (the returned) Failure `tampered`.
   */
  readOf: <T>(ids: readonly RecordId[], make: (row: RecordRow) => T) => {
    const read = oneStepReaderOf(context, ({ row }) => make(row))
    return function* (): Steps<T[]> {
      const found: T[] = []
      for (const id of ids) {
        yield
        const header = context.read(() => findHeader(context, id))
        const one = header === undefined ? null : yield* read(header.num)
        if (one !== null) found.push(one)
      }
      return found
    }
  },
})

/** Counts and short lists over records of every kind. */
export const overviewRepository = (context: Context) => ({ ...lists(context), ...counts(context) })
