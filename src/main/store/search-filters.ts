import { eventBounds } from '../../shared/event-bounds.ts'
import type { Steps } from '../../shared/steps.ts'
import type { Context } from './context.ts'
import { fold } from './fold.ts'
import type { Filter } from './query.ts'
import type { SearchBounds } from './search-index.ts'

export type SearchClause = { readonly sql: string; readonly values: readonly string[] }

const clause = (sql: string, ...values: string[]): SearchClause => ({ sql, values })

/** A filter of a query as conditions on `record r` and `report p`. */
export type SearchFilter = {
  /** For one query over all reports. */
  readonly together: SearchClause
  /** For one report after the other: the cost is that of the report's own sources and tags. */
  readonly one: SearchClause
  /** How many links of reports one query over all reports reads for it, or more than are bounded. */
  readonly links: number
}

const simple = (sql: string, ...values: string[]): SearchFilter => {
  const both = clause(sql, ...values)
  return { together: both, one: both, links: 0 }
}

/** @returns the same for the reports that do not match. */
export const excludedFilter = ({ together, one, links }: SearchFilter): SearchFilter => {
  const not = ({ sql, values }: SearchClause) => clause(`NOT (${sql})`, ...values)
  return { together: not(together), one: not(one), links }
}

/** Names that are compared in one step. */
const namesAtOnce = 2_000

/** Ids of cases or sources whose name begins with a text. Yields. */
const named = function* (
  context: Context,
  kind: 'case' | 'source',
  value: string,
): Steps<string[]> {
  const name = fold(value)
  const ids: string[] = []
  for (let after = 0; ;) {
    const rows = context.read(() =>
      context
        .sql<[string, string, string, number], { num: number; id: string; isNamed: 0 | 1 }>(
          `SELECT num, id, substr(name, 1, length(?)) = ? AS isNamed FROM record
            WHERE kind = ? AND removed = 0 AND num > ? ORDER BY num LIMIT ${String(namesAtOnce)}`,
        )
        .all(name, name, kind, after),
    )
    for (const { id, isNamed } of rows) if (isNamed === 1) ids.push(id)
    const last = rows.at(-1)
    if (last === undefined || rows.length < namesAtOnce) return ids
    after = last.num
    yield
  }
}

/** @param links what follows `SELECT report FROM`, for the values in its places. */
const byLinks = (
  context: Context,
  table: string,
  links: SearchClause,
  most: number,
): SearchFilter => {
  const counted = context
    .sql<unknown[], number>(
      `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${links.sql}
        LIMIT ${String(most + 1)})`,
    )
    .pluck()
  return {
    together: clause(`r.num IN (SELECT report FROM ${table} WHERE ${links.sql})`, ...links.values),
    one: clause(
      `EXISTS (SELECT 1 FROM ${table} INDEXED BY ${table}_by_report
        WHERE report = r.num AND ${links.sql})`,
      ...links.values,
    ),
    links: counted.get(...links.values) ?? 0,
  }
}

/** Sorts after every tag that begins with this one: no tag is that long. */
const lastTag = (tag: string): string => tag + '\u{10ffff}'.repeat(200)

/** Null when the filter names nothing that is here. Yields. */
export const filterOf = function* (
  context: Context,
  { key, value }: Filter,
  bounds: SearchBounds,
): Steps<SearchFilter | null> {
  switch (key) {
    case 'source': {
      const ids = yield* named(context, 'source', value)
      if (ids.length === 0) return null
      const links = clause('source IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
      return context.read(() => byLinks(context, 'report_source', links, bounds.links))
    }
    case 'case': {
      const ids = yield* named(context, 'case', value)
      return ids.length === 0
        ? null
        : simple('p.case_id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
    }
    case 'tag': {
      const tag = fold(value)
      const links = clause(
        'tag >= ? AND tag <= ? AND substr(tag, 1, length(?)) = ?',
        ...[tag, lastTag(tag), tag, tag],
      )
      const exists = context.read(
        () =>
          context
            .sql<unknown[]>(`SELECT 1 FROM report_tag WHERE ${links.sql} LIMIT 1`)
            .get(...links.values) !== undefined,
      )
      return exists ? context.read(() => byLinks(context, 'report_tag', links, bounds.links)) : null
    }
    case 'lang': {
      const language = value.toLowerCase()
      return simple(
        `(lower(p.language) = ? OR substr(lower(p.language), 1, length(?) + 1) = ? || '-')`,
        language,
        language,
        language,
      )
    }
    case 'state':
      return simple('r.state = ?', value)
    case 'after':
      return simple('coalesce(p.event_to >= ?, 0)', eventBounds(value)?.from ?? '')
    case 'before':
      return simple('coalesce(p.event_from <= ?, 0)', eventBounds(value)?.to ?? '')
  }
}
