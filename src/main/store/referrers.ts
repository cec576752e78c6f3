import type { RecordId } from '../../shared/ids.ts'
import { count } from './context.ts'
import type { Context } from './context.ts'
import { getRecord } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import { sourceContent } from './record-content.ts'

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
type Referrers = {
  /** Records that are not removed and refer to it. */
  readonly by: readonly RecordId[]
  /** Confirmed to be one origin with another source: counts of origins rest on it. */
  readonly isOneOrigin: boolean
}

type ReferrerRow = { readonly id: RecordId }

const reportIds = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
  kind !== 'case' && kind !== 'source'
    ? []
    : context
        .sql<[string, string, string, string], ReferrerRow>(
          `SELECT r.id FROM record r JOIN report p ON p.num = r.num
            WHERE r.removed = 0 AND (p.case_id = ?
              OR EXISTS (SELECT 1 FROM report_source s WHERE s.report = r.num AND s.source = ?)
              OR ((r.state = 'revising'
                  OR (SELECT count(*) FROM record_head h WHERE h.record = r.num) > 1)
                AND EXISTS (SELECT 1 FROM record_head h JOIN revision v ON v.id = h.revision
                  WHERE h.record = r.num AND (json_extract(v.content, '$.caseId') = ?
                    OR EXISTS (SELECT 1 FROM json_each(v.content, '$.sourceIds')
                      WHERE value = ?)))))
            ORDER BY r.num`,
        )
        .all(id, id, id, id)

const otherIds = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
  context
    .sql<[string, string, string], ReferrerRow>(
      `SELECT id FROM record
        WHERE kind IN ('claim', 'attribution', 'publication') AND removed = 0 AND id <> ?
          AND NOT (kind = 'claim' AND ? = 'claim') AND instr(content, '"' || ? || '"') > 0
        ORDER BY num`,
    )
    .all(id, kind, id)

const originIds = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
  kind !== 'source'
    ? []
    : context
        .sql<[string, string], ReferrerRow>(
          `SELECT id FROM record WHERE kind = 'source' AND removed = 0 AND id <> ?
            AND EXISTS (SELECT 1 FROM json_each(content, '$.sameOrigin') WHERE value = ?)`,
        )
        .all(id, id)

/** @throws Failure `not-found`, `tampered`. */
export const referrersOf = (context: Context, id: RecordId): Referrers => {
  const { row } = getRecord(context, id)
  const isOne = row.kind === 'source' && sourceContent(row.content).sameOrigin.length > 0
  return {
    by: [...reportIds(context, row), ...otherIds(context, row)].map((one) => one.id),
    isOneOrigin: isOne || originIds(context, row).length > 0,
  }
}
