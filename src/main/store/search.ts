import type { ReportId } from '../../shared/ids.ts'
import { Failure } from '../../shared/failure.ts'
import { searchableText } from '../../shared/index-words.ts'
import type { ReportContent, ReportRow } from '../../shared/records.ts'
import type { SearchPlace } from '../../shared/search-contract.ts'
import { limits } from '../../shared/limits.ts'
import type { Context } from './context.ts'
import { parseQuery } from './query.ts'
import type { Query } from './query.ts'
import { findHeader, readerOf } from './record-state.ts'
import type { Verified } from './record-state.ts'
import { asReportRow } from './report-list.ts'
import { findReports } from './search-find.ts'
import { searchBounds } from './search-index.ts'
import { beginning, hitPattern, placesOf, snippetOf } from './snippet.ts'
import type { HitPattern } from './snippet.ts'
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

const asHit = function* (found: Verified, pattern: HitPattern | null): Steps<SearchHit> {
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

/** The words of a query that are marked where they are found. */
const patternOf = ({ terms }: Query): HitPattern | null =>
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
  bounds = searchBounds,
): (() => Steps<SearchResult>) => {
  const query = parseQuery(text)
  const pattern = patternOf(query)
  const read = readerOf(context, (found) => asHit(found, pattern))
  return function* () {
    const { nums, total, unknown } = yield* findReports(context, query, limit, bounds)
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

const placesIn = function* (content: ReportContent, pattern: HitPattern): Steps<SearchPlace[]> {
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
