import { Failure } from '../../shared/failure.ts'
import type { ReportOrder } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { count } from './count.ts'
import { verified } from './record-state.ts'
import type { RecordRow } from './record-state.ts'
import type { ReportFilter, ReportPage } from './report-finds.ts'
import { asReportRow } from './report-row.ts'
import { titleKeyLength } from './title-key.ts'

type ListPosition = { readonly num: number; readonly key: string }

type ReportListOrder = {
  /** The sort column before the number. */
  readonly key: 'title' | 'happened' | null
  readonly sign: '<' | '>'
}

/**
 * Reports with equal keys, and all of `newest` and `oldest`, keep the order of their arrival in
 * this vault: saving a report's text while the user reads a list moves no row.
 */
const orders: Readonly<Record<ReportOrder, ReportListOrder>> = {
  newest: { key: null, sign: '<' },
  oldest: { key: null, sign: '>' },
  event: { key: 'happened', sign: '<' },
  title: { key: 'title', sign: '>' },
}

type ListClause = { readonly from: string; readonly values: readonly (string | number)[] }

/**
 * Every report is looked up in `record_by_kind`, the index with the deleted and draft flags: no
 * page with texts is read. Without a filter by case or source, that index suffices.
 */
const wanted = ({ caseId, sourceId, state }: ReportFilter, isAlone: boolean): ListClause => {
  const values: (string | number)[] = []
  let from = isAlone
    ? `FROM record p INDEXED BY record_by_kind WHERE p.kind = 'report' AND p.removed = 0`
    : `FROM report p CROSS JOIN record r INDEXED BY record_by_kind
        ON r.kind = 'report' AND r.removed = 0 AND r.num = p.num WHERE true`
  if (caseId !== null) {
    from += ' AND p.case_id = ?'
    values.push(caseId)
  }
  if (sourceId !== null) {
    from += ' AND p.num IN (SELECT report FROM report_source WHERE source = ?)'
    values.push(sourceId)
  }
  if (state !== null) {
    from += isAlone ? ' AND p.state = ?' : ' AND r.state = ?'
    values.push(state)
  }
  return { from, values }
}

/** The number in base 36 and, after a dot, the row's sort key in an order that has one. */
const writeCursor = ({ num, key }: ListPosition): string =>
  key === '' ? num.toString(36) : `${num.toString(36)}.${key}`

const readCursor = (cursor: string): ListPosition => {
  const [, digits = '', key = ''] = /^([0-9a-z]{1,10})(?:\.(.+))?$/su.exec(cursor) ?? []
  const num = digits === '' ? 0 : Number.parseInt(digits, 36)
  if (num < 1 || key.length > titleKeyLength) throw new Failure('invalid', { fields: ['cursor'] })
  return { num, key }
}

const places = (context: Context, filter: ReportFilter, isAlone: boolean): ListPosition[] => {
  const { key, sign } = orders[filter.order ?? 'newest']
  const { from, values } = wanted(filter, isAlone)
  const way = sign === '<' ? 'DESC' : 'ASC'
  const after = filter.cursor === null ? null : readCursor(filter.cursor)
  const beyond =
    after === null
      ? { clause: '', values: [] }
      : key === null
        ? { clause: `AND p.num ${sign} ?`, values: [after.num] }
        : { clause: `AND (p.${key}, p.num) ${sign} (?, ?)`, values: [after.key, after.num] }
  const order = key === null ? `p.num ${way}` : `p.${key} ${way}, p.num ${way}`
  return context
    .sql<unknown[], ListPosition>(
      `SELECT p.num AS num, ${key === null ? `''` : `p.${key}`} AS key
        ${from} ${beyond.clause} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .all(...values, ...beyond.values, filter.limit + 1, filter.skip ?? 0)
}

/**
 * An unfiltered count goes page by page, not row by row: every report has a row, deleted ones too.
 */
const howMany = (context: Context, filter: ReportFilter, isPlain: boolean): number => {
  if (isPlain && filter.state === null) {
    const removed = `FROM record INDEXED BY record_by_kind WHERE kind = 'report' AND removed = 1`
    return count(context, 'FROM report') - count(context, removed)
  }
  const { from, values } = wanted(filter, isPlain)
  return count(context, from, ...values)
}

/** One page of reports in an order, without deleted ones, and the total count. */
export const listReports = (context: Context, filter: ReportFilter): ReportPage => {
  const isPlain = filter.caseId === null && filter.sourceId === null
  const found = places(context, filter, isPlain && orders[filter.order ?? 'newest'].key === null)
  const page = found.slice(0, filter.limit)
  const last = page.at(-1)
  const row = context.sql<[number], RecordRow>('SELECT * FROM record WHERE num = ?')
  const total = howMany(context, filter, isPlain)
  // The count and the rows come from different pages.
  if (total < page.length) throw new Failure('tampered')
  return {
    rows: page.map(({ num }) => {
      const read = row.get(num)
      // The index does not match its table.
      if (read === undefined || read.removed === 1) throw new Failure('tampered')
      return asReportRow(verified(context, read))
    }),
    next: found.length > filter.limit && last !== undefined ? writeCursor(last) : null,
    total,
  }
}
