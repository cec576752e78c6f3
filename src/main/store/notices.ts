import { canonicalJson } from '../../shared/canonical.ts'
import { Notice } from '../../shared/custody.ts'
import type { RecordId } from '../../shared/ids.ts'
import type { Batch, Context } from './context.ts'
import { journalVault, verifyVault } from './vault-state.ts'

/** A notice and its name. Signed by its author: whoever reads one checks it. */
export type StoredAdvisory = { readonly id: string; readonly notice: Notice }

export type SentAdvisory = StoredAdvisory & {
  /** In how many files it went to each set of recipients. */
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

/**
 * Adds some; one that is here already changes nothing, since its id is its digest, but for one that
 * was altered here. Own and received ones alike. Under a line of the journal: one that an old copy of
 * the file does without is missed.
 *
 * @throws Failure 'tampered', 'read-only', 'storage'.
 */
export const saveAdvisories = (context: Context, notices: readonly StoredAdvisory[]): void =>
  context.write((batch) => {
    if (notices.length === 0) return
    verifyVault(context)
    for (const { id, notice } of notices) {
      context
        .sql<[string, string, string]>(
          `INSERT INTO notice (id, subject, notice) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, notice = excluded.notice`,
        )
        .run(id, notice.subject, canonicalJson(notice))
    }
    journalVault(context, batch, 'notice.kept')
  })

export const advisoriesOf = (context: Context, subject: RecordId): StoredAdvisory[] =>
  readable(
    context
      .sql<[string], Row>('SELECT id, subject, notice FROM notice WHERE subject = ? ORDER BY id')
      .all(subject),
  )

/** Every one, by what it is kept about; null for one that cannot be read. */
export const allAdvisories = (
  context: Context,
): { readonly subject: string; readonly notice: Notice | null }[] =>
  context
    .sql<[], Row>('SELECT id, subject, notice FROM notice ORDER BY id')
    .all()
    .map((row) => ({ subject: row.subject, notice: noticeIn(row) }))

/** All of them, each with the sets of recipients that exports have carried it to, and how often. */
export const eachAdvisory = (context: Context): SentAdvisory[] => {
  const sent = new Map<string, Map<string, number>>()
  for (const { notice, pair, files } of context
    .sql<[], { notice: string; pair: string; files: number }>(
      'SELECT notice, pair, files FROM notice_sent',
    )
    .all()) {
    sent.set(notice, (sent.get(notice) ?? new Map<string, number>()).set(pair, files))
  }
  const rows = context.sql<[], Row>('SELECT id, subject, notice FROM notice ORDER BY id').all()
  return readable(rows).map((stored) => ({
    ...stored,
    sent: sent.get(stored.id) ?? new Map<string, number>(),
  }))
}

/** One more file with them to these recipients. */
export const recordSent = (context: Context, ids: readonly string[], pair: string): void =>
  context.write(() => {
    for (const id of ids) {
      context
        .sql<[string, string]>(
          `INSERT INTO notice_sent (notice, pair, files) VALUES (?, ?, 1)
            ON CONFLICT (notice, pair) DO UPDATE SET files = files + 1`,
        )
        .run(id, pair)
    }
  })

/** Once nobody is left to be told. */
export const endAdvisories = (context: Context, ids: readonly string[]): void =>
  context.write((batch) => {
    verifyVault(context)
    for (const id of ids) context.sql<[string]>('DELETE FROM notice WHERE id = ?').run(id)
    journalVault(context, batch, 'notice.ended')
  })

/**
 * Those about records go with them, but for what somebody who received one may still have to be told:
 * what was said without a word of their own by its author, where it left from here, or by a desk of
 * theirs, also where it only came here: who sent it has to be told. Asked
 * here, since afterwards nobody knows whose it was. Part of a purge, before the records go.
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

/** When notices came and ended tells when something was said of what is being deleted for good. */
export const forgetAdvisoryTimes = (context: Context): void => {
  context
    .sql<[]>(
      `UPDATE journal SET time = NULL WHERE subject = 'vault' AND time IS NOT NULL
        AND kind IN ('notice.kept', 'notice.ended')`,
    )
    .run()
}
