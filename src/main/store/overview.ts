import type { CaseId, RecordId, SourceId } from '../../shared/ids.ts'
import { count, lastLine } from './context.ts'
import type { Context } from './context.ts'
import { findRow, headsOf, isConflicted, verified } from './record-state.ts'
import type { RecordKind, RecordRow } from './record-state.ts'
import { conflictedIds } from './records.ts'
import { countReportsOfCase } from './referrers.ts'

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
  readonly seq: number
  /** Drafts, also of filed reports, with the case of each. */
  readonly drafts: Map<string, string | null>
  /** Records with a pending merge. */
  readonly conflicts: Set<string>
}

const allUnfinished = (context: Context, seq: number): Unfinished => ({
  seq,
  drafts: new Map(
    context
      .sql<[], { id: string; case_id: string | null }>(
        `SELECT d.id, p.case_id FROM record d JOIN report p ON p.num = d.num
          WHERE d.num IN (SELECT num FROM record INDEXED BY record_by_kind
            WHERE kind = 'report' AND removed = 0 AND state <> 'filed')`,
      )
      .all()
      .map((row) => [row.id, row.case_id]),
  ),
  conflicts: new Set(conflictedIds(context)),
})

/** Every change of a record has a line: those since the last request name what may differ. */
const correct = (context: Context, { drafts, conflicts }: Unfinished, since: number): void => {
  const changed = context
    .sql<[number], string>('SELECT DISTINCT subject FROM journal WHERE seq > ?')
    .pluck()
    .all(since)
  const caseOf = context
    .sql<[number], string | null>('SELECT case_id FROM report WHERE num = ?')
    .pluck()
  for (const id of changed) {
    const row = findRow(context, id)
    const isHere = row !== undefined && row.removed === 0
    if (isHere && row.kind === 'report' && row.state !== 'filed') {
      drafts.set(id, caseOf.get(row.num) ?? null)
    } else drafts.delete(id)
    if (isHere && isConflicted(row.head, headsOf(context, row.num))) conflicts.add(id)
    else conflicts.delete(id)
  }
}

const countInCase = (context: Context, kind: RecordKind, caseId: CaseId): number =>
  count(
    context,
    `FROM record WHERE kind = ? AND removed = 0 AND json_extract(content, '$.caseId') = ?`,
    kind,
    caseId,
  )

const countClaims = (context: Context, caseId: CaseId | null): number | null => {
  const all = countKind(context, 'claim')
  if (caseId === null || all === 0) return all
  return all > claimsRead ? null : countInCase(context, 'claim', caseId)
}

/** Does a record belong to a case? A source does if one of the case's reports names it. */
const isInCase = (context: Context, { kind, id, num, content }: RecordRow, of: CaseId): boolean => {
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
      return (JSON.parse(content) as { readonly caseId?: unknown }).caseId === of
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

const unfinishedOf = (context: Context): (() => Unfinished) => {
  let last: Unfinished | null = null
  return () => {
    const { seq } = lastLine(context)
    if (last === null || seq < last.seq || seq > last.seq + linesCorrected) {
      last = allUnfinished(context, seq)
    } else if (seq > last.seq) {
      correct(context, last, last.seq)
      last = { ...last, seq }
    }
    return last
  }
}

const valuesEqual = <T>(values: Iterable<T>, wanted: T): number => {
  let found = 0
  for (const value of values) if (value === wanted) found += 1
  return found
}

const countsOf = (
  context: Context,
  caseId: CaseId | null,
  { drafts, conflicts }: Unfinished,
): RecordCounts => ({
  cases: countKind(context, 'case'),
  sources: countKind(context, 'source'),
  reports: countReports(context, caseId),
  drafts: caseId === null ? drafts.size : valuesEqual(drafts.values(), caseId as string),
  claims: countClaims(context, caseId),
  publications:
    caseId === null
      ? countKind(context, 'publication')
      : countInCase(context, 'publication', caseId),
  conflicts: conflicts.size,
})

const lists = (context: Context) => ({
  /**
   * The records of a case, or of all, that were changed here last, then the newest drafts.
   *
   * @throws Failure `tampered`.
   */
  recent: (caseId: CaseId | null, limit: number): RecordRow[] =>
    context.read(() => {
      const found: RecordRow[] = []
      for (const id of new Set([...changedLast(context), ...newestDrafts(context)])) {
        if (found.length === limit) break
        const row = findRow(context, id)
        if (row === undefined || row.removed === 1) continue
        if (caseId === null || isInCase(context, row, caseId))
          found.push(verified(context, row).row)
      }
      return found
    }),
  /** The records of these ids that are here, in their order. @throws Failure `tampered`. */
  ofIds: (ids: readonly RecordId[]): RecordRow[] =>
    context.read(() =>
      ids.flatMap((id) => {
        const row = findRow(context, id)
        return row === undefined || row.removed === 1 ? [] : [verified(context, row).row]
      }),
    ),
  /** Ids and revision counters of the sources: tells which of them changed. */
  sourceRevs: (): { readonly id: SourceId; readonly rev: number }[] =>
    context.read(() =>
      context
        .sql<[], { id: SourceId; rev: number }>(
          `SELECT id, rev FROM record WHERE kind = 'source' AND removed = 0 ORDER BY num`,
        )
        .all(),
    ),
})

/** Counts and short lists over records of every kind. */
export const overviewRepository = (context: Context) => {
  const unfinished = unfinishedOf(context)
  return {
    ...lists(context),
    counts: (caseId: CaseId | null): RecordCounts =>
      context.read(() => countsOf(context, caseId, unfinished())),
  }
}
