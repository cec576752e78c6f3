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
  /** The column that comes before the number. */
  readonly key: 'title' | 'happened' | null
  readonly sign: '<' | '>'
}

/**
 * Equal keys, and all of `newest` and `oldest`, stand in the order in which reports came into this
 * vault: saving the text of one while somebody reads a list moves nothing in it.
 */
const orders: Readonly<Record<ReportOrder, ReportListOrder>> = {
  newest: { key: null, sign: '<' },
  oldest: { key: null, sign: '>' },
  event: { key: 'happened', sign: '<' },
  title: { key: 'title', sign: '>' },
}

type ListClause = { readonly from: string; readonly values: readonly (string | number)[] }

/**
 * Every report is looked up in `record_by_kind`, which alone says what is removed and what is a draft:
 * nothing here touches a page with texts. Without a filter by case or source, that index is all.
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

/** The number in base 36, and behind a dot what the row stands at in an order that has a key. */
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

/** All of them are counted page by page, not row by row: every report has a row, also a removed one. */
const howMany = (context: Context, filter: ReportFilter, isPlain: boolean): number => {
  if (isPlain && filter.state === null) {
    const removed = `FROM record INDEXED BY record_by_kind WHERE kind = 'report' AND removed = 1`
    return count(context, 'FROM report') - count(context, removed)
  }
  const { from, values } = wanted(filter, isPlain)
  return count(context, from, ...values)
}

/** A page of reports that are not removed, in an order; how many there are in all. */
export const listReports = (context: Context, filter: ReportFilter): ReportPage => {
  const isPlain = filter.caseId === null && filter.sourceId === null
  const found = places(context, filter, isPlain && orders[filter.order ?? 'newest'].key === null)
  const page = found.slice(0, filter.limit)
  const last = page.at(-1)
  const row = context.sql<[number], RecordRow>('SELECT * FROM record WHERE num = ?')
  const total = howMany(context, filter, isPlain)
  // What is counted and what is shown come from pages of their own.
  if (total < page.length) throw new Failure('tampered')
  return {
    rows: page.map(({ num }) => {
      const read = row.get(num)
      // An index of another time than its table.
      if (read === undefined || read.removed === 1) throw new Failure('tampered')
      return asReportRow(verified(context, read))
    }),
    next: found.length > filter.limit && last !== undefined ? writeCursor(last) : null,
    total,
  }
}
