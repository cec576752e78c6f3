import { eventBounds } from '../../shared/event-bounds.ts'
import type { ReportId } from '../../shared/ids.ts'
import { Failure } from '../../shared/failure.ts'
import type { ReportContent, ReportRow } from '../../shared/records.ts'
import type { SearchPlace } from '../../shared/search-contract.ts'
import { limits } from '../../shared/limits.ts'
import { isOpen, phraseExpression } from './bigram.ts'
import type { Context } from './context.ts'
import { fold } from './fold.ts'
import { parseQuery } from './query.ts'
import type { Filter, Query, Term } from './query.ts'
import { findHeader, hasReportsToErase, readerOf } from './record-state.ts'
import type { Verified } from './record-state.ts'
import { searchableText } from './report-columns.ts'
import { asReportRow } from './report-list.ts'
import { beginning, hitPattern, placesOf, snippetOf } from './snippet.ts'
import { reportContent } from './record-content.ts'
import type { Steps } from '../../shared/steps.ts'

type SearchHit = {
  readonly row: ReportRow
  readonly field: 'title' | 'body' | 'translation' | 'filter'
  readonly snippet: string
  /** [start, end) in UTF-16 code units of `snippet`. */
  readonly marks: [number, number][]
}

type SearchResult = {
  readonly hits: SearchHit[]
  /** Counting stops at 10 000. */
  readonly total: number
  readonly unknown: string[]
}

type SearchClause = { readonly sql: string; readonly values: readonly string[] }

const clause = (sql: string, ...values: string[]): SearchClause => ({ sql, values })

/** Ids of cases or sources whose name begins with a text. */
const named = (context: Context, kind: 'case' | 'source', value: string): string[] => {
  const name = fold(value)
  return context
    .sql<[string, string, string], { id: string }>(
      `SELECT id FROM record WHERE kind = ? AND removed = 0 AND substr(name, 1, length(?)) = ?`,
    )
    .all(kind, name, name)
    .map((row) => row.id)
}

const tagExists = (context: Context, tag: string): boolean =>
  context
    .sql<[string, string]>('SELECT 1 FROM report_tag WHERE substr(tag, 1, length(?)) = ? LIMIT 1')
    .get(tag, tag) !== undefined

/** Null when the filter names nothing that is here. */
const filterClause = (context: Context, { key, value }: Filter): SearchClause | null => {
  switch (key) {
    case 'source': {
      const ids = named(context, 'source', value)
      return ids.length === 0
        ? null
        : clause(
            `r.num IN (SELECT report FROM report_source
              WHERE source IN (SELECT value FROM json_each(?)))`,
            JSON.stringify(ids),
          )
    }
    case 'case': {
      const ids = named(context, 'case', value)
      return ids.length === 0
        ? null
        : clause('p.case_id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
    }
    case 'tag': {
      const tag = fold(value)
      return tagExists(context, tag)
        ? clause(
            'r.num IN (SELECT report FROM report_tag WHERE substr(tag, 1, length(?)) = ?)',
            tag,
            tag,
          )
        : null
    }
    case 'lang': {
      const language = value.toLowerCase()
      return clause(
        `(lower(p.language) = ? OR substr(lower(p.language), 1, length(?) + 1) = ? || '-')`,
        language,
        language,
        language,
      )
    }
    case 'state':
      return clause('r.state = ?', value)
    case 'after':
      return clause('coalesce(p.event_to >= ?, 0)', eventBounds(value)?.from ?? '')
    case 'before':
      return clause('coalesce(p.event_from <= ?, 0)', eventBounds(value)?.to ?? '')
  }
}

const expressions = (terms: readonly Term[], excluded: boolean): string[] =>
  terms
    .filter((term) => term.excluded === excluded)
    .map((term) => phraseExpression(term.text, term.prefix))
    .filter((expression) => expression !== null)

const asHit = function* (found: Verified, pattern: RegExp | null): Steps<SearchHit> {
  yield
  const content = reportContent(found.row.content)
  const row = asReportRow(found, content)
  const text = searchableText(content)
  if (pattern !== null) {
    for (const field of ['title', 'body', 'translation'] as const) {
      const snippet = yield* snippetOf(text[field], pattern)
      if (snippet === null) continue
      // A hit in the title says where; the body's beginning would say less than its own hit.
      return { row, field, ...snippet }
    }
  }
  return { row, field: pattern === null ? 'filter' : 'body', ...beginning(text.body) }
}

/** The numbers of the shown rows, newest first, and the total count. */
type FoundReports = { readonly nums: readonly number[]; readonly total: number }

const countedAtMost = 10_000

/** Separate queries for the rows and the total count: both are fast for whole words. */
const foundRows = (
  context: Context,
  { from, order, counted }: Readonly<Record<'from' | 'order' | 'counted', string>>,
  values: readonly string[],
  limit: number,
): FoundReports => {
  const nums = context
    .sql<unknown[], number>(`SELECT r.num ${from} ORDER BY ${order} DESC LIMIT ?`)
    .pluck()
    .all(...values, limit)
  if (nums.length < limit) return { nums, total: nums.length }
  const all = context
    .sql<unknown[], { n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 ${counted} LIMIT ${String(countedAtMost)})`,
    )
    .get(...values)
  return { nums, total: all?.n ?? 0 }
}

/**
 * Rows and count in one query, for words with only the last one as a prefix. A one-letter prefix
 * matches most of a vault: one search takes a tenth of a second for a hundred thousand reports, so
 * it runs once. Null where the index names rows that cannot be shown, because their replacements
 * are unknown.
 */
const foundByBeginnings = (
  context: Context,
  expression: string,
  limit: number,
): FoundReports | null => {
  const rows = context
    .sql<[string, number], { readonly num: number; readonly total: number }>(
      `WITH hit AS MATERIALIZED (SELECT rowid AS num FROM search WHERE search MATCH ?
          ORDER BY rowid DESC LIMIT ${String(countedAtMost)})
        SELECT r.num, (SELECT count(*) FROM hit) AS total
        FROM (SELECT num FROM hit ORDER BY num DESC LIMIT ?) shown
        CROSS JOIN record r ON r.num = shown.num CROSS JOIN report p ON p.num = r.num
        WHERE r.kind = 'report' AND r.removed = 0 ORDER BY shown.num DESC`,
    )
    .all(expression, limit)
  const total = rows[0]?.total
  return total === undefined || rows.length < Math.min(limit, total)
    ? null
    : { nums: rows.map(({ num }) => num), total }
}

type FoundByQuery = FoundReports & Pick<SearchResult, 'unknown'>

/** The reports that a query finds, without their texts. */
const findReports = (context: Context, query: Query, limit: number): FoundByQuery => {
  const wanted = expressions(query.terms, false)
  const unwanted = expressions(query.terms, true)
  const unknown: string[] = []
  const clauses: SearchClause[] = []
  let possible = true
  for (const filter of query.filters) {
    const found = filterClause(context, filter)
    if (found === null) {
      unknown.push(`${filter.key}:${filter.value}`)
      if (!filter.excluded) possible = false
    } else clauses.push(filter.excluded ? clause(`NOT (${found.sql})`, ...found.values) : found)
  }
  const asked = wanted.length + unwanted.length + clauses.length > 0
  if (!possible || !asked) return { nums: [], total: 0, unknown }

  let from = `FROM record r CROSS JOIN report p ON p.num = r.num
    WHERE r.kind = 'report' AND r.removed = 0`
  let order = 'r.num'
  const values: string[] = []
  // Of the words alone; without a word to find, only what is excluded is looked for.
  const all = wanted.join(' AND ')
  const matching = unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.join(' OR ')})`
  if (wanted.length > 0) {
    from = `FROM search s CROSS JOIN record r ON r.num = s.rowid
      CROSS JOIN report p ON p.num = r.num WHERE search MATCH ? AND r.removed = 0`
    order = 's.rowid'
    values.push(matching)
  } else if (unwanted.length > 0) {
    from += ' AND r.num NOT IN (SELECT rowid FROM search WHERE search MATCH ?)'
    values.push(unwanted.join(' OR '))
  }
  for (const condition of clauses) {
    from += ` AND ${condition.sql}`
    values.push(...condition.values)
  }
  const isByWords = wanted.length > 0 && clauses.length === 0
  // The index holds what is not removed and nothing else, except while a hand-over is erased: words
  // alone are counted in it alone.
  const isByIndex = isByWords && !hasReportsToErase(context)
  const counted = isByIndex ? 'FROM search WHERE search MATCH ?' : from
  const byBeginnings =
    isByIndex && wanted.some(isOpen) ? foundByBeginnings(context, matching, limit) : null
  const found = byBeginnings ?? foundRows(context, { from, order, counted }, values, limit)
  return { ...found, unknown }
}

/** The words of a query that are marked where they are found. */
const patternOf = ({ terms }: Query): RegExp | null =>
  hitPattern(terms.filter((term) => !term.excluded))

/**
 * Reports that have all the words and match all the filters, newest first. A filter that names
 * nothing finds nothing and is listed in `unknown`; excluded, it excludes nothing.
 *
 * @returns searches in steps, as {@link readerOf}.
 * @throws (the returned) Failure `tampered`.
 */
export const search = (
  context: Context,
  text: string,
  limit: number,
): (() => Steps<SearchResult>) => {
  const query = parseQuery(text)
  const pattern = patternOf(query)
  const read = readerOf(context, (found) => asHit(found, pattern))
  return function* () {
    const { nums, total, unknown } = context.read(() => findReports(context, query, limit))
    const hits: SearchHit[] = []
    for (const num of nums) {
      yield
      const hit = yield* read(num)
      // The index does not match its table.
      if (hit === null) throw new Failure('tampered')
      hits.push(hit)
    }
    return { hits, total, unknown }
  }
}

const placesIn = function* (content: ReportContent, pattern: RegExp): Steps<SearchPlace[]> {
  const parts: readonly (readonly [SearchPlace['part'], number, string])[] = [
    ['title', 0, content.title],
    ['body', 0, content.body],
    ...content.translations.flatMap(
      ({ title, body }, index) =>
        [
          ['translated-title', index, title],
          ['translated-body', index, body],
        ] as const,
    ),
  ]
  const places: SearchPlace[] = []
  for (const [part, index, of] of parts) {
    const left = limits.searchPlaces - places.length
    if (left === 0) break
    for (const { from, to } of yield* placesOf(of, pattern, left))
      places.push({ part, index, start: from, end: to, words: of.slice(from, to) })
  }
  return places
}

/**
 * Where the words of a query are in the texts of a report as they are at the first step, excluded
 * ones left out: title and text first, then the translations. At most `limits.searchPlaces`. Yields.
 *
 * @throws Failure `not-found`, `tampered`.
 */
export const searchPlaces = function* (
  context: Context,
  id: ReportId,
  text: string,
): Steps<SearchPlace[]> {
  const pattern = patternOf(parseQuery(text))
  const read = readerOf(context, function* ({ row }) {
    yield
    return pattern === null ? [] : yield* placesIn(reportContent(row.content), pattern)
  })
  const header = context.read(() => findHeader(context, id))
  const places = header?.kind === 'report' ? yield* read(header.num) : null
  if (places === null) throw new Failure('not-found')
  return places
}
