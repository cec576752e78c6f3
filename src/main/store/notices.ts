import { canonicalJson } from '../../shared/canonical.ts'
import { Notice } from '../../shared/custody.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'

/** A notice and its name. Signed by its author: whoever reads one checks it. */
export type StoredNotice = { readonly id: string; readonly notice: Notice }

type Row = { readonly id: string; readonly subject: string; readonly notice: string }

const noticeIn = ({ subject, notice }: Row): Notice | null => {
  try {
    const found = Notice.parse(JSON.parse(notice))
    return found.subject === subject ? found : null
  } catch {
    return null
  }
}

const readable = (rows: readonly Row[]): StoredNotice[] =>
  rows.flatMap((row) => {
    const notice = noticeIn(row)
    return notice === null ? [] : [{ id: row.id, notice }]
  })

/**
 * Adds one; one that is here already changes nothing, since its id is its digest, but for one that
 * was altered here. Own and received ones alike.
 */
export const keepNotice = (context: Context, { id, notice }: StoredNotice): void =>
  context.write(() => {
    context
      .sql<[string, string, string]>(
        `INSERT INTO notice (id, subject, notice) VALUES (?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, notice = excluded.notice`,
      )
      .run(id, notice.subject, canonicalJson(notice))
  })

export const noticesOf = (context: Context, subject: RecordId): StoredNotice[] =>
  readable(
    context
      .sql<[string], Row>('SELECT id, subject, notice FROM notice WHERE subject = ? ORDER BY id')
      .all(subject),
  )

/** Every one, by what it is kept about; null for one that cannot be read. */
export const allNotices = (
  context: Context,
): { readonly subject: string; readonly notice: Notice | null }[] =>
  context
    .sql<[], Row>('SELECT id, subject, notice FROM notice ORDER BY id')
    .all()
    .map((row) => ({ subject: row.subject, notice: noticeIn(row) }))

/** Those that a sequence of exports has not carried yet. */
export const unsentNotices = (context: Context, pair: string): StoredNotice[] =>
  readable(
    context
      .sql<[string], Row>(
        `SELECT id, subject, notice FROM notice WHERE NOT EXISTS
          (SELECT 1 FROM notice_sent WHERE notice = notice.id AND pair = ?) ORDER BY id`,
      )
      .all(pair),
  )

export const noteSent = (context: Context, ids: readonly string[], pair: string): void =>
  context.write(() => {
    for (const id of ids) {
      context
        .sql<[string, string]>('INSERT OR IGNORE INTO notice_sent (notice, pair) VALUES (?, ?)')
        .run(id, pair)
    }
  })

/** Those about a record go with it: they are a person's own words. Part of a purge. */
export const dropNotices = (context: Context, subject: string): void => {
  context.sql<[string]>('DELETE FROM notice WHERE subject = ?').run(subject)
}
