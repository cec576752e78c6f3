import { canonicalJson } from '../../shared/canonical.ts'
import { Notice } from '../../shared/custody.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import { journalVault, writeVault } from './vault-digest.ts'

/** A notice and its name. Its author signed it: the reader checks the signature. */
export type StoredAdvisory = { readonly id: string; readonly notice: Notice }

export type SentAdvisory = StoredAdvisory & {
  /** Number of files that carried it, for each set of recipients. */
  readonly sent: ReadonlyMap<string, number>
}

type Row = { readonly id: string; readonly subject: string; readonly notice: string }

const noticeIn = ({ subject, notice }: Row): Notice | null => {
  try {
    const found = Notice.parse(JSON.parse(notice))
    return found.subject === subject ? found : null
  } catch {
    return null
  }
}

const readable = (rows: readonly Row[]): StoredAdvisory[] =>
  rows.flatMap((row) => {
    const notice = noticeIn(row)
    return notice === null ? [] : [{ id: row.id, notice }]
  })

const allNotices = (context: Context): Row[] =>
  context.sql<[], Row>('SELECT id, subject, notice FROM notice ORDER BY id').all()

/** Notices, own and received. */
export const noticeRepository = (context: Context) => ({
  /** About one record: signed, not checked here. */
  of: (subject: RecordId): StoredAdvisory[] =>
    context.read(() =>
      readable(
        context
          .sql<[string], Row>(
            'SELECT id, subject, notice FROM notice WHERE subject = ? ORDER BY id',
          )
          .all(subject),
      ),
    ),
  /** Is exactly this notice stored? */
  has: ({ id, notice }: StoredAdvisory): boolean =>
    context.read(() => {
      const row = context.sql<[string], Row>('SELECT * FROM notice WHERE id = ?').get(id)
      return row?.subject === notice.subject && row.notice === canonicalJson(notice)
    }),
  /** Every notice with its subject; null for one that cannot be read. */
  all: (): { readonly subject: string; readonly notice: Notice | null }[] =>
    context.read(() =>
      allNotices(context).map((row) => ({ subject: row.subject, notice: noticeIn(row) })),
    ),
  /**
   * Adds them under one journal line. A known id changes nothing, since an id is a digest, unless
   * the stored notice was altered. The line shows when a notice is missing from an old copy of the
   * database.
   *
   * @throws Failure `tampered`, `read-only`, `storage`.
   */
  keep: (notices: readonly StoredAdvisory[]): void =>
    context.write(() => {
      if (notices.length === 0) return
      writeVault(context, 'notice.kept', () => {
        for (const { id, notice } of notices) {
          context
            .sql<[string, string, string]>(
              `INSERT INTO notice (id, subject, notice) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, notice = excluded.notice`,
            )
            .run(id, notice.subject, canonicalJson(notice))
        }
      })
    }),
  /**
   * All notices, also about permanently deleted records, each with the recipient sets that received
   * it in exports, and the number of files.
   */
  every: (): SentAdvisory[] =>
    context.read(() => {
      const sent = new Map<string, Map<string, number>>()
      for (const { notice, pair, files } of context
        .sql<[], { notice: string; pair: string; files: number }>(
          'SELECT notice, pair, files FROM notice_sent',
        )
        .all()) {
        sent.set(notice, (sent.get(notice) ?? new Map<string, number>()).set(pair, files))
      }
      return readable(allNotices(context)).map((stored) => ({
        ...stored,
        sent: sent.get(stored.id) ?? new Map<string, number>(),
      }))
    }),
  /** Counts one more file that carried them to these recipients. */
  noteSent: (ids: readonly string[], pair: string): void =>
    context.write(() => {
      for (const id of ids) {
        context
          .sql<[string, string]>(
            `INSERT INTO notice_sent (notice, pair, files) VALUES (?, ?, 1)
              ON CONFLICT (notice, pair) DO UPDATE SET files = files + 1`,
          )
          .run(id, pair)
      }
    }),
  /** Deletes notices once every recipient was told. */
  end: (ids: readonly string[]): void =>
    writeVault(context, 'notice.ended', () => {
      for (const id of ids) context.sql<[string]>('DELETE FROM notice WHERE id = ?').run(id)
    }),
})

/**
 * Deletes the notices about purged records, except those that recipients may still have to be told:
 * notices without free text by the record's author, where the record was exported from here, or by
 * a desk of the author, also where the record was only imported: then its sender has to be told.
 * Runs in a purge before the records are deleted, because the author is unknown afterwards.
 */
export const dropAdvisories = (
  context: Context,
  batch: Batch,
  subjects: readonly string[],
): void => {
  const dropped = subjects.reduce((sum, subject) => {
    const { changes } = context
      .sql<[string, string, string]>(
        `DELETE FROM notice WHERE subject = ? AND NOT (
            json_extract(notice, '$.text') = ''
            AND EXISTS (SELECT 1 FROM journal
              WHERE subject = ? AND kind IN ('record.exported', 'record.imported'))
            AND EXISTS (SELECT 1 FROM (
                SELECT v.author FROM revision v JOIN record r ON r.num = v.record
                  WHERE r.id = ? AND v.parents = '[]' ORDER BY v.num LIMIT 1) root
              WHERE (root.author = json_extract(notice.notice, '$.author')
                  AND EXISTS (SELECT 1 FROM journal
                    WHERE subject = notice.subject AND kind = 'record.exported'))
                OR EXISTS (SELECT 1 FROM card, json_each(card.card, '$.desks') desk
                  WHERE card.author = root.author
                    AND desk.value = json_extract(notice.notice, '$.author'))))`,
      )
      .run(subject, subject, subject)
    return sum + changes
  }, 0)
  if (dropped > 0) journalVault(context, batch, 'notice.ended')
}

/**
 * The times of notice lines would reveal when a permanently deleted record was the subject of one.
 */
export const forgetAdvisoryTimes = (context: Context): void => {
  context
    .sql<[]>(
      `UPDATE journal SET time = NULL WHERE subject = 'vault' AND time IS NOT NULL
        AND kind IN ('notice.kept', 'notice.ended')`,
    )
    .run()
}
