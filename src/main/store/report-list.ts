import { Failure } from '../../shared/failure.ts'
import type { CaseId, ReportId, SourceId } from '../../shared/ids.ts'
import type { ReportContent, ReportOrder, ReportRow, ReportState } from '../../shared/records.ts'
import { count } from './context.ts'
import type { Context } from './context.ts'
import { titleKeyLength } from './fold.ts'
import { isConflicted, oneStepReaderOf } from './record-state.ts'
import type { Verified } from './record-state.ts'
import { reportContent } from './record-content.ts'
import type { Steps } from '../../shared/steps.ts'

export type ReportFilter = {
  readonly caseId: CaseId | null
  readonly sourceId: SourceId | null
  readonly state: ReportState | null
  /** `newest` when left out. */
  readonly order?: ReportOrder | undefined
  readonly cursor: string | null
  /** Rows that are passed over, from the cursor on. */
  readonly skip?: number | undefined
  readonly limit: number
}

type ReportPage = {
  readonly rows: ReportRow[]
  readonly next: string | null
  readonly total: number
}

const excerptLength = 160

/** How far back a word's beginning is looked for; Korean and Chinese may be cut anywhere. */
const wordLength = 24

/** A run of white space, or one that is no plain space: what a line of text shows as one space. */
const spaces = /\s{2,}|[^\S ]/g

/** The first characters on one line, ending with a whole word; never half of a character. */
const excerpt = (body: string): string => {
  const line = body
    .slice(0, excerptLength * 4)
    .replace(spaces, ' ')
    .trim()
  let kept = 0
  let end = 0
  for (let shown = 0; shown < excerptLength && end < line.length; shown += 1) {
    kept = end
    end += (line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  }
  if (end >= line.length) return line
  const cut = line.slice(0, kept)
  const space = cut.lastIndexOf(' ')
  const isInWord = line[kept] !== ' ' && space > cut.length - wordLength
  return `${(isInWord ? cut.slice(0, space) : cut).trimEnd()}…`
}

/** @param content the record's own. */
export const asReportRow = ({ row, heads }: Verified, content: ReportContent): ReportRow => ({
  id: row.id as string as ReportId,
  rev: row.rev,
  updatedDay: row.updated_day,
  state: row.state,
  title: content.title,
  excerpt: excerpt(content.body),
  language: content.language,
  eventDate: content.eventDate,
  caseId: content.caseId,
  sourceIds: content.sourceIds,
  tags: content.tags,
  conflicted: isConflicted(row.head, heads),
})

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

/**
 * One page of reports in an order, without deleted ones, and the total count.
 *
 * @returns reads the page; after a save it may be called again, and reads only what was saved.
 * @throws (the returned) Failure `invalid` for a wrong cursor; `tampered`.
 */
export const reportPage = (context: Context, filter: ReportFilter): (() => Steps<ReportPage>) => {
  const read = oneStepReaderOf(context, (found) =>
    asReportRow(found, reportContent(found.row.content)),
  )
  const isPlain = filter.caseId === null && filter.sourceId === null
  return function* () {
    const { found, total } = context.read(() => ({
      found: places(context, filter, isPlain && orders[filter.order ?? 'newest'].key === null),
      total: howMany(context, filter, isPlain),
    }))
    const page = found.slice(0, filter.limit)
    const last = page.at(-1)
    // The count and the rows come from different pages.
    if (total < page.length) throw new Failure('tampered')
    const rows: ReportRow[] = []
    for (const { num } of page) {
      yield
      const row = yield* read(num)
      // The index does not match its table.
      if (row === null) throw new Failure('tampered')
      rows.push(row)
    }
    return {
      rows,
      next: found.length > filter.limit && last !== undefined ? writeCursor(last) : null,
      total,
    }
  }
}
