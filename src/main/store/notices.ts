import { canonicalJson } from '../../shared/canonical.ts'
import { Notice } from '../../shared/custody.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Context } from './context.ts'

/** A notice and its name. Signed by its author: whoever reads one checks it. */
export type StoredNotice = { readonly id: string; readonly notice: Notice }

const asStored = ({ id, notice }: { id: string; notice: string }): StoredNotice => ({
  id,
  notice: Notice.parse(JSON.parse(notice)),
})

/** Adds one; one that is here already changes nothing. Own and received ones alike. */
export const keepNotice = (context: Context, { id, notice }: StoredNotice): void =>
  context.write(() => {
    context
      .sql<[string, string, string]>(
        'INSERT OR IGNORE INTO notice (id, subject, notice) VALUES (?, ?, ?)',
      )
      .run(id, notice.subject, canonicalJson(notice))
  })

export const noticesOf = (context: Context, subject: RecordId): StoredNotice[] =>
  context
    .sql<[string], { id: string; notice: string }>(
      'SELECT id, notice FROM notice WHERE subject = ? ORDER BY id',
    )
    .all(subject)
    .map(asStored)

/** Those that a sequence of exports has not carried yet. */
export const unsentNotices = (context: Context, pair: string): StoredNotice[] =>
  context
    .sql<[string], { id: string; notice: string }>(
      `SELECT id, notice FROM notice WHERE NOT EXISTS
        (SELECT 1 FROM notice_sent WHERE notice = notice.id AND pair = ?) ORDER BY id`,
    )
    .all(pair)
    .map(asStored)

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
