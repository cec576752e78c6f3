import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { SourceContent } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { findRow, verified } from './record-state.ts'
import type { RecordRow } from './record-state.ts'

/**
 * The records that keep a record here: `isReferredTo` with names. `isReferredTo` decides about
 * deletion.
 */
export type Referrers = {
  /** Records that are not removed and refer to it. */
  readonly by: readonly RecordId[]
  /** Confirmed to be one origin with another source: counts of origins rest on it. */
  readonly isOneOrigin: boolean
}

type ReferrerRow = { readonly id: RecordId }

const reports = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
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

const others = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
  context
    .sql<[string, string, string], ReferrerRow>(
      `SELECT id FROM record
        WHERE kind IN ('claim', 'attribution', 'publication') AND removed = 0 AND id <> ?
          AND NOT (kind = 'claim' AND ? = 'claim') AND instr(content, '"' || ? || '"') > 0
        ORDER BY num`,
    )
    .all(id, kind, id)

const origins = (context: Context, { id, kind }: RecordRow): ReferrerRow[] =>
  kind !== 'source'
    ? []
    : context
        .sql<[string, string], ReferrerRow>(
          `SELECT id FROM record WHERE kind = 'source' AND removed = 0 AND id <> ?
            AND EXISTS (SELECT 1 FROM json_each(content, '$.sameOrigin') WHERE value = ?)`,
        )
        .all(id, id)

export const referrersOf = (context: Context, id: RecordId): Referrers => {
  const found = findRow(context, id)
  if (found === undefined || found.removed === 1) throw new Failure('not-found')
  const { row } = verified(context, found)
  const isOne =
    row.kind === 'source' && (JSON.parse(row.content) as SourceContent).sameOrigin.length > 0
  return {
    by: [...reports(context, row), ...others(context, row)].map((one) => one.id),
    isOneOrigin: isOne || origins(context, row).length > 0,
  }
}
