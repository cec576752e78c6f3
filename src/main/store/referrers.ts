import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { quotedIds } from '../../shared/references.ts'
import { count } from './context.ts'
import type { Context } from './context.ts'
import { findHeader, headsOf, oneStepReaderOf } from './record-state.ts'
import type { RecordRow, Verified } from './record-state.ts'
import { sourceContent } from './record-content.ts'
import type { Steps } from '../../shared/steps.ts'

// Counts the entries of an index and subtracts the deleted reports, which are few. Looking up each
// report would take longer.
const deletedReports = `FROM record r INDEXED BY record_by_kind
  WHERE r.kind = 'report' AND r.removed = 1`

export const countReportsOfCase = (context: Context, id: RecordId): number =>
  count(context, 'FROM report WHERE case_id = ?', id) -
  count(
    context,
    `${deletedReports} AND EXISTS (SELECT 1 FROM report p WHERE p.num = r.num AND p.case_id = ?)`,
    id,
  )

export const countReportsOfSource = (context: Context, id: RecordId): number =>
  count(context, 'FROM report_source WHERE source = ?', id) -
  count(
    context,
    `${deletedReports}
      AND EXISTS (SELECT 1 FROM report_source s WHERE s.source = ? AND s.report = r.num)`,
    id,
  )

/**
 * Reports whose filed content names a record although their working content may not: under a draft,
 * or in another head.
 */
const filedNaming = (context: Context, id: RecordId): number =>
  count(
    context,
    `FROM record r WHERE r.kind = 'report' AND r.removed = 0
        AND (r.state = 'revising'
          OR (SELECT count(*) FROM record_head h WHERE h.record = r.num) > 1)
        AND EXISTS (SELECT 1 FROM record_head h JOIN revision v ON v.id = h.revision
          WHERE h.record = r.num AND (json_extract(v.content, '$.caseId') = ?
            OR EXISTS (SELECT 1 FROM json_each(v.content, '$.sourceIds') WHERE value = ?)))`,
    id,
    id,
  )

const reportsReferringTo = (context: Context, { id, kind }: RecordRow): number =>
  kind === 'case'
    ? countReportsOfCase(context, id) + filedNaming(context, id)
    : kind === 'source'
      ? countReportsOfSource(context, id) + filedNaming(context, id)
      : 0

/**
 * Claims, phrases and publications, not deleted, that refer to a record by its id. The id is
 * random, so it occurs in a content only as a reference. A link from claim to claim may dangle.
 */
const othersReferringTo = (context: Context, { id, kind }: RecordRow): number =>
  count(
    context,
    `FROM record
        WHERE kind IN ('claim', 'attribution', 'publication') AND removed = 0 AND id <> ?
          AND NOT (kind = 'claim' AND ? = 'claim') AND instr(content, '"' || ? || '"') > 0`,
    id,
    kind,
    id,
  )

/**
 * Is a source confirmed as the same origin as another? Counts of origins depend on it in both
 * directions.
 */
const isOneWithAnother = (context: Context, { id, kind, content }: RecordRow): boolean =>
  kind === 'source' &&
  (sourceContent(content).sameOrigin.length > 0 ||
    count(
      context,
      `FROM record WHERE kind = 'source' AND removed = 0 AND id <> ?
          AND EXISTS (SELECT 1 FROM json_each(content, '$.sameOrigin') WHERE value = ?)`,
      id,
      id,
    ) > 0)

/** Do other records that are not deleted need this one, in their working or filed content? */
export const isReferredTo = (context: Context, row: RecordRow): boolean =>
  reportsReferringTo(context, row) + othersReferringTo(context, row) > 0 ||
  isOneWithAnother(context, row)

/**
 * The records that keep a record here: `isReferredTo` with names. `isReferredTo` decides about
 * deletion.
 */
export type Referrers = {
  /** Records that are not removed and refer to it: reports first, each kind in order of creation. */
  readonly by: readonly RecordId[]
  /** Confirmed to be one origin with another source: counts of origins rest on it. */
  readonly isOneOrigin: boolean
}

/** What a record refers to by its content; a report's references are in columns. */
type ContentNames = Pick<RecordRow, 'id' | 'kind'> & { readonly names: readonly string[] }

const asContentNames = ({ row: { id, kind, content } }: Verified): ContentNames => ({
  id,
  kind,
  names:
    kind === 'case' || kind === 'report'
      ? []
      : kind === 'source'
        ? sourceContent(content).sameOrigin
        : [...new Set(quotedIds(content))],
})

type ReportNaming = Pick<RecordRow, 'num' | 'id'> & {
  readonly caseId: string | null
  /** Filed content may differ from the working content. */
  readonly isApart: 0 | 1
}

/** Reports whose columns are read in one step. */
const reportsInStep = 200

const reportsAfter = (context: Context, num: number): ReportNaming[] =>
  context.read(() =>
    context
      .sql<[number, number], ReportNaming>(
        `SELECT r.num, r.id, p.case_id AS caseId, (r.state = 'revising'
            OR (SELECT count(*) FROM record_head h WHERE h.record = r.num) > 1) AS isApart
          FROM record r INDEXED BY record_by_kind JOIN report p ON p.num = r.num
          WHERE r.kind = 'report' AND r.removed = 0 AND r.num > ? ORDER BY r.num LIMIT ?`,
      )
      .all(num, reportsInStep),
  )

const filed = 'FROM revision WHERE id = ?'
const filedSources = `FROM json_each((SELECT content FROM revision WHERE id = ?), '$.sourceIds')`

/** The case and sources of each report, in its working and filed content. */
const readReports = function* (context: Context, found: (one: ContentNames) => void): Steps<void> {
  const namesOf = (sql: string, of: string | number): (string | null)[] =>
    context.read(() => context.sql<[string | number], string | null>(sql).pluck().all(of))
  for (let rows = reportsAfter(context, 0); rows.length > 0;) {
    for (const { num, id, caseId, isApart } of rows) {
      const names = [caseId, ...namesOf('SELECT source FROM report_source WHERE report = ?', num)]
      for (const head of isApart === 1 ? context.read(() => headsOf(context, num)) : []) {
        yield
        names.push(...namesOf(`SELECT json_extract(content, '$.caseId') ${filed}`, head))
        yield
        names.push(...namesOf(`SELECT value ${filedSources}`, head))
      }
      found({ id, kind: 'report', names: [...new Set(names.filter((name) => name !== null))] })
    }
    yield
    rows = reportsAfter(context, rows.at(-1)?.num ?? Number.MAX_SAFE_INTEGER)
  }
}

/**
 * Finds what keeps each of these records here, in one pass over all records that may refer to one.
 *
 * @returns reads in steps, as {@link oneStepReaderOf}.
 * @throws (the returned) Failure `not-found`, `tampered`.
 */
export const createReferrersReader = (context: Context, ids: readonly RecordId[]) => {
  const read = oneStepReaderOf(context, asContentNames)
  return function* (): Steps<ReadonlyMap<RecordId, Referrers>> {
    type Kept = { readonly kind: RecordRow['kind']; readonly by: RecordId[]; isOneOrigin: boolean }
    const kept = new Map<string, Kept>()
    for (const id of ids) {
      yield
      const header = context.read(() => findHeader(context, id))
      const record = header === undefined ? null : yield* read(header.num)
      if (record === null) throw new Failure('not-found')
      const { kind, names } = record
      kept.set(id, { kind, by: [], isOneOrigin: kind === 'source' && names.length > 0 })
    }
    const found = ({ id, kind, names }: ContentNames): void => {
      for (const name of names) {
        const one = kept.get(name)
        if (one === undefined || name === id) continue
        const isNamed = one.kind === 'case' || one.kind === 'source'
        if (kind === 'source') one.isOneOrigin ||= one.kind === 'source'
        // A link from claim to claim may dangle.
        else if (kind === 'report' ? isNamed : kind !== 'claim' || one.kind !== 'claim') {
          one.by.push(id)
        }
      }
    }
    yield* readReports(context, found)
    const nums = context.read(() =>
      context
        .sql<[], number>(
          `SELECT num FROM record WHERE kind IN ('source', 'claim', 'attribution', 'publication')
            AND removed = 0 ORDER BY num`,
        )
        .pluck()
        .all(),
    )
    for (const num of nums) {
      yield
      const one = yield* read(num)
      if (one !== null) found(one)
    }
    return kept as ReadonlyMap<string, Referrers> as ReadonlyMap<RecordId, Referrers>
  }
}
