import { eventBounds } from '../../shared/event-bounds.ts'
import { indexedText } from '../../shared/index-words.ts'
import type { IndexedText } from '../../shared/index-words.ts'
import type { ReportContent } from '../../shared/records.ts'
import type { Context } from './context.ts'
import { fold, titleKey } from './fold.ts'
import type { RecordRow } from './record-state.ts'
import { reportContent } from './record-content.ts'

/**
 * The functions for the view behind the index. Only the index's own rebuild and check read that
 * view; `trusted_schema=OFF` forbids it otherwise, as intended.
 */
export const defineSearchFunctions = (context: Pick<Context, 'db'>): void => {
  // A row's three columns are asked for one after the other: its text is taken apart once for all.
  let last: { readonly content: string; readonly of: readonly string[] } | null = null
  ;['title', 'body', 'translation'].forEach((field, i) => {
    context.db.function(`search_${field}`, { deterministic: true }, (content: unknown) => {
      if (typeof content !== 'string') return ''
      if (last?.content !== content) last = { content, of: indexedText(reportContent(content)) }
      const shown = last.of[i] ?? ''
      // Nothing of a text is kept longer than its row is looked at.
      if (i === 2) last = null
      return shown
    })
  })
}

export const putIntoSearch = (context: Context, num: number, indexed: IndexedText): void => {
  context
    .sql<[number, string, string, string]>(
      'INSERT INTO search (rowid, title, body, translation) VALUES (?, ?, ?, ?)',
    )
    .run(num, ...indexed)
}

export const isInSearch = (context: Context, num: number): boolean =>
  context.sql<[number]>('SELECT 1 FROM search_docsize WHERE id = ?').get(num) !== undefined

/** Needs the very text that was put in: the index does not keep it. */
export const dropFromSearch = (context: Context, row: RecordRow): void => {
  context
    .sql<[number, string, string, string]>(
      `INSERT INTO search (search, rowid, title, body, translation)
        VALUES ('delete', ?, ?, ?, ?)`,
    )
    .run(row.num, ...indexedText(reportContent(row.content)))
}

export type ReportColumns = {
  readonly title: string
  readonly caseId: string | null
  readonly language: string
  readonly from: string | null
  readonly to: string | null
  readonly sources: readonly string[]
  readonly tags: readonly string[]
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

/** The columns of a report for lists and filters. */
export const reportColumns = (report: ReportContent): ReportColumns => {
  const bounds = eventBounds(report.eventDate)
  return {
    title: titleKey(report.title),
    caseId: report.caseId,
    language: report.language,
    from: bounds?.from ?? null,
    to: bounds?.to ?? null,
    sources: distinct(report.sourceIds),
    tags: distinct(report.tags.map(fold)),
  }
}

export const writeReportColumns = (context: Context, num: number, columns: ReportColumns): void => {
  context
    .sql<unknown[]>(
      `INSERT INTO report (num, title, case_id, language, event_from, event_to)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (num) DO UPDATE SET title = excluded.title, case_id = excluded.case_id,
          language = excluded.language, event_from = excluded.event_from,
          event_to = excluded.event_to`,
    )
    .run(num, columns.title, columns.caseId, columns.language, columns.from, columns.to)
  context.sql<[number]>('DELETE FROM report_source WHERE report = ?').run(num)
  context.sql<[number]>('DELETE FROM report_tag WHERE report = ?').run(num)
  for (const source of columns.sources) {
    context
      .sql<[string, number]>('INSERT INTO report_source (source, report) VALUES (?, ?)')
      .run(source, num)
  }
  for (const tag of columns.tags) {
    context
      .sql<[string, number]>('INSERT INTO report_tag (tag, report) VALUES (?, ?)')
      .run(tag, num)
  }
}

/** The columns as they are stored, to be compared with what they should be. */
export const storedReportColumns = (context: Context, num: number): ReportColumns | null => {
  const row = context
    .sql<
      [number],
      {
        title: string
        case_id: string | null
        language: string
        event_from: string | null
        event_to: string | null
      }
    >('SELECT title, case_id, language, event_from, event_to FROM report WHERE num = ?')
    .get(num)
  if (row === undefined) return null
  return {
    title: row.title,
    caseId: row.case_id,
    language: row.language,
    from: row.event_from,
    to: row.event_to,
    sources: context
      .sql<[number], { source: string }>(
        'SELECT source FROM report_source WHERE report = ? ORDER BY source',
      )
      .all(num)
      .map((link) => link.source),
    tags: context
      .sql<[number], { tag: string }>('SELECT tag FROM report_tag WHERE report = ? ORDER BY tag')
      .all(num)
      .map((link) => link.tag)
      .sort(),
  }
}
