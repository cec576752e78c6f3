import { canonicalJson } from '../../shared/canonical.ts'
import { Notice } from '../../shared/custody.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, RecordId } from '../../shared/ids.ts'
import type { ConsentUse } from '../../shared/vocabularies.ts'
import { count, hex } from './context.ts'
import type { Context } from './context.ts'
import { changeNoticeSet, hasNoticeSet, noticeSet, verifyNoticeSet } from './notice-set.ts'
import { writeVault } from './vault-digest.ts'

/** A notice and its name. Its author signed it: the reader checks the signature. */
export type StoredAdvisory = { readonly id: string; readonly notice: Notice }

export type SentAdvisory = StoredAdvisory & {
  /** Number of files that carried it, for each set of recipients. */
  readonly sent: ReadonlyMap<string, number>
}

type Row = { readonly id: string; readonly subject: string; readonly notice: string }

/** @returns null for one that cannot be read. */
const noticeIn = ({ subject, notice }: Row): Notice | null => {
  try {
    const read = Notice.parse(JSON.parse(notice))
    return read.subject === subject ? read : null
  } catch {
    return null
  }
}

/** How many rows are read at once: a contact may have sent a hundred thousand. */
const slice = 100

/** The first row after this id, and those that follow. */
type RowsAfter = (after: string) => Row[]

/** In slices, by id: what is stored meanwhile is left out or not. */
const inSlices = function* (context: Context, next: RowsAfter): Generator<Row, void, void> {
  for (let after = ''; ;) {
    const from = after
    const rows = context.read(() => next(from))
    for (const row of rows) {
      // An old page among newer ones can make a tree whose rows do not ascend.
      if (row.id <= after) throw new Failure('damaged')
      after = row.id
      yield row
    }
    if (rows.length < slice) return
  }
}

/** @param subject null: about any record. */
const eachRow = (context: Context, subject: RecordId | null): Generator<Row, void, void> => {
  const next = context.sql<[Record<string, string | number>], Row>(
    `SELECT id, subject, notice FROM notice
      WHERE ${subject === null ? '' : 'subject = :subject AND'} id > :after ORDER BY id LIMIT :most`,
  )
  const values = { most: slice, ...(subject === null ? {} : { subject }) }
  return inSlices(context, (after) => next.all({ ...values, after }))
}

/** Notices by one author about a record, of one kind. */
type NoticesBy = {
  readonly subject: RecordId
  readonly author: AuthorKey
  readonly kind: Notice['kind']
}

/** As the index `notice_by_use` has them. The canonical JSON of a notice begins with its author. */
const ofKind = `subject = :subject AND substr(notice, 12, 64) = :author
  AND notice ->> 'kind' = :kind`
const ofDay = `${ofKind} AND notice ->> 'uses' = :uses AND notice ->> 'day'`

/**
 * Finds each value of a column once, whatever the number of rows with it.
 *
 * @param next the value after this one.
 * @param follows in which order: an old page among newer ones can make a tree without it.
 */
const eachValue = function* (
  context: Context,
  first: string,
  next: (after: string) => string | undefined,
  follows: (value: string, after: string) => boolean,
): Generator<string, void, void> {
  for (let after = first; ;) {
    const from = after
    const value = context.read(() => next(from))
    if (value === undefined) return
    if (!follows(value, after)) throw new Failure('damaged')
    after = value
    yield value
  }
}

/** After every day that a notice may have. */
const afterAllDays = '~'

/**
 * Rows with some lists of uses, from a day on: of each list the newest days first. Other rows are
 * not visited, however many there are. A list has four of four uses at most, so there are at most 341.
 */
const eachRowBy = function* (
  context: Context,
  by: NoticesBy,
  { isWanted, since }: { readonly isWanted: (uses: string) => boolean; readonly since: string },
): Generator<Row, void, void> {
  type Values = Readonly<Record<string, string | number>>
  const nextUses = context
    .sql<[Values], string>(
      `SELECT notice ->> 'uses' FROM notice
        WHERE ${ofKind} AND notice ->> 'uses' > :after ORDER BY notice ->> 'uses' LIMIT 1`,
    )
    .pluck()
  const nextDay = context
    .sql<[Values], string>(
      `SELECT notice ->> 'day' FROM notice
        WHERE ${ofDay} < :after AND notice ->> 'day' >= :since
        ORDER BY notice ->> 'day' DESC LIMIT 1`,
    )
    .pluck()
  const nextRows = context.sql<[Values], Row>(
    `SELECT id, subject, notice FROM notice
      WHERE ${ofDay} = :day AND id > :after ORDER BY id LIMIT :most`,
  )
  const lists = eachValue(
    context,
    '',
    (after) => nextUses.get({ ...by, after }),
    (value, after) => value > after,
  )
  for (const uses of lists) {
    if (!isWanted(uses)) continue
    const days = eachValue(
      context,
      afterAllDays,
      (after) => nextDay.get({ ...by, uses, since, after }),
      (value, after) => value < after,
    )
    for (const day of days) {
      const values = { ...by, uses, day, most: slice }
      yield* inSlices(context, (after) => nextRows.all({ ...values, after }))
    }
  }
}

const kinds: readonly Notice['kind'][] = ['withdrawal', 'correction']

const sentOf = (context: Context, id: string): Map<string, number> =>
  new Map(
    context
      .sql<[string], { pair: string; files: number }>(
        'SELECT pair, files FROM notice_sent WHERE notice = ?',
      )
      .all(id)
      .map(({ pair, files }) => [pair, files]),
  )

const withSent = (context: Context, row: Row): SentAdvisory[] => {
  const notice = noticeIn(row)
  return notice === null ? [] : [{ id: row.id, notice, sent: sentOf(context, row.id) }]
}

/**
 * Stores notices, and changes their set. The caller writes the line of the vault.
 *
 * @throws Failure `tampered`.
 */
export const storeNotices = (context: Context, notices: readonly StoredAdvisory[]): void => {
  const isHere = context.sql<[string]>('SELECT 1 FROM notice WHERE id = ?')
  const put = context.sql<[string, string, string]>(
    `INSERT INTO notice (id, subject, notice) VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, notice = excluded.notice`,
  )
  const added: string[] = []
  for (const { id, notice } of notices) {
    if (isHere.get(id) === undefined) added.push(id)
    put.run(id, notice.subject, canonicalJson(notice))
  }
  changeNoticeSet(context, 'stored', added)
}

/** Notices, own and received. */
export const noticeRepository = (context: Context) => ({
  /** About one record, each read when it is asked for: signed, not checked here. */
  of: function* (subject: RecordId): Generator<StoredAdvisory, void, void> {
    for (const row of eachRow(context, subject)) {
      const notice = noticeIn(row)
      if (notice !== null) yield { id: row.id, notice }
    }
  },
  /** Is there any about a record? */
  isAbout: (subject: RecordId): boolean =>
    context.read(
      () =>
        context.sql<[string]>('SELECT 1 FROM notice WHERE subject = ? LIMIT 1').get(subject) !==
        undefined,
    ),
  /** Changes with the set of stored notices, and with the cards, which tell who may write them. */
  version: (): string =>
    context.read(() => {
      const set = hasNoticeSet(context) ? noticeSet(context) : null
      const cards = count(context, 'FROM card')
      return `${String(cards)} ${set === null ? '' : `${String(set.count)} ${hex(set.hash)}`}`
    }),
  /** Those by one author about a record, at no cost for those by others. */
  by: function* (subject: RecordId, author: AuthorKey): Generator<Notice, void, void> {
    for (const kind of kinds) {
      const of = { subject, author, kind }
      for (const row of eachRowBy(context, of, { isWanted: () => true, since: '' })) {
        const notice = noticeIn(row)
        if (notice !== null) yield notice
      }
    }
  },
  /**
   * Withdrawals by one author about a record that name one of these uses, from a day on. The author
   * may have sent thousands that name other uses or days: these are not visited.
   */
  withdrawals: function* (
    subject: RecordId,
    author: AuthorKey,
    uses: readonly ConsentUse[],
    since: string,
  ): Generator<Notice, void, void> {
    const isWanted = (list: string): boolean => uses.some((use) => list.includes(`"${use}"`))
    for (const row of eachRowBy(
      context,
      { subject, author, kind: 'withdrawal' },
      { isWanted, since },
    )) {
      const notice = noticeIn(row)
      if (notice !== null) yield notice
    }
  },
  /** Is exactly this notice stored? */
  has: ({ id, notice }: StoredAdvisory): boolean =>
    context.read(() => {
      const row = context.sql<[string], Row>('SELECT * FROM notice WHERE id = ?').get(id)
      return row?.subject === notice.subject && row.notice === canonicalJson(notice)
    }),
  /** Every notice with its subject, read when it is asked for; null for one that cannot be read. */
  all: function* (): Generator<
    { readonly subject: string; readonly notice: Notice | null },
    void,
    void
  > {
    for (const row of eachRow(context, null)) yield { subject: row.subject, notice: noticeIn(row) }
  },
  /**
   * Are exactly those stored that the vault's digest covers? Compares all rows, and yields between
   * slices. An opening and a verification do it too.
   *
   * @throws Failure `tampered`.
   */
  check: function* (): Generator<undefined, void, void> {
    const steps = verifyNoticeSet(context)
    for (;;) {
      const step = context.read(() => steps.next())
      if (step.done === true) {
        if (!step.value) throw new Failure('tampered')
        return
      }
      yield
    }
  },
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
      writeVault(context, 'notice.kept', () => storeNotices(context, notices))
    }),
  /**
   * All notices, also about permanently deleted records, each with the recipient sets that received
   * it in exports, and the number of files. Each is read when it is asked for.
   */
  every: function* (): Generator<SentAdvisory, void, void> {
    for (const row of eachRow(context, null)) yield* context.read(() => withSent(context, row))
  },
  /** Those about permanently deleted records: the journal names these, whatever else is stored. */
  outliving: (): SentAdvisory[] =>
    context.read(() =>
      context
        .sql<[], Row>(
          `SELECT n.id, n.subject, n.notice FROM
              (SELECT DISTINCT subject FROM journal WHERE kind IN ('record.purged', 'record.handed-over') AND subject <> 'vault') purged
            CROSS JOIN notice n INDEXED BY notice_by_subject ON n.subject = purged.subject
            ORDER BY n.id`,
        )
        .all()
        .flatMap((row) => withSent(context, row)),
    ),
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
      const drop = context.sql<[string]>('DELETE FROM notice WHERE id = ?')
      changeNoticeSet(
        context,
        'deleted',
        [...new Set(ids)].filter((id) => drop.run(id).changes > 0),
      )
    }),
})

/**
 * Deletes the notices about a purged record, except those that recipients may still have to be told:
 * notices without free text by the record's author, where the record was exported from here, or by
 * a desk of the author, also where the record was only imported: then its sender has to be told.
 * Runs in a purge before the record is deleted, because the author is unknown afterwards.
 *
 * @returns their ids: the caller changes the set of notices.
 */
export const dropAdvisories = (context: Context, subject: string): string[] =>
  context
    .sql<[string, string, string], string>(
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
                  AND desk.value = json_extract(notice.notice, '$.author'))))
        RETURNING id`,
    )
    .pluck()
    .all(subject, subject, subject)

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
