import { indexedText } from '../../shared/index-words.ts'
import type { ReadDb } from './db.ts'
import { titleKey } from './fold.ts'
import { reportContent } from './record-content.ts'

type MissingColumn = {
  /** Files below this version lack it. */
  readonly below: number
  /** The first version with the table, if a later version changed it. */
  readonly since: number
  readonly sql: string
}

/**
 * The effect of the migrations after a version, for readers: added tables are empty, changed tables
 * are views. Names in `temp` take precedence over those of the file.
 */
const missing: readonly MissingColumn[] = [
  ...(
    [
      [2, 'keeping (subject, erase_after, hold, reason)'],
      [3, 'custody (subject, holder, digest, chain)'],
      [3, 'notice (id, subject, notice)'],
      [3, 'notice_sent (notice, pair, files)'],
      [4, 'card (digest, author, card)'],
      [4, 'contact (author, added, keys, verified, revoked, desk)'],
      [4, 'quarantine (num, id, sender, day, bytes, digest, key)'],
      [5, 'blob (num, id, digest, bytes, key)'],
      [5, 'report_blob (report, blob)'],
      [5, 'revision_blob (revision, blob)'],
      [6, 'backup (num, id, day, bytes, digest, recipients, tested, held)'],
      [7, 'escrow (serial, slot, desks, digest, escrow, in_force, carried, used)'],
      [7, 'escrow_held (author, serial, digest, escrow, received, opened)'],
      [9, 'arrival (subject, txn, import)'],
      [10, 'export_begun (pair)'],
      [14, 'filler (num, turn, bytes)'],
      [15, 'import_part (num, digest, part)'],
      [15, 'import_file (digest)'],
      [15, 'import_decided (one, import, applied, last)'],
    ] as const
  ).map(([below, table]) => ({ below, since: 0, sql: `CREATE TEMP TABLE ${table}` })),
  {
    below: 6,
    since: 1,
    sql: `CREATE TEMP VIEW export AS SELECT *, '' AS sequence, 0 AS ended FROM main.export`,
  },
  {
    below: 6,
    since: 1,
    sql: `CREATE TEMP VIEW import AS SELECT *, '' AS sequence FROM main.import`,
  },
  {
    below: 9,
    since: 1,
    sql: `CREATE TEMP VIEW arrival_since AS
      SELECT 1 AS one, coalesce(max(seq), 0) AS seq FROM main.journal`,
  },
  {
    below: 10,
    since: 3,
    sql: `CREATE TEMP VIEW notice_sent AS SELECT *, 1 AS files FROM main.notice_sent`,
  },
  {
    below: 16,
    since: 1,
    // Every line covers the list of ids. There is no value to compare the rows with.
    sql: `CREATE TEMP VIEW notice_set AS
      SELECT 1 AS one, coalesce(max(seq), 0) AS since, 0 AS count, zeroblob(32) AS hash
      FROM main.journal`,
  },
  {
    below: 13,
    since: 4,
    sql: `CREATE TEMP VIEW quarantine AS SELECT *, NULL AS key FROM main.quarantine`,
  },
  {
    below: 11,
    since: 1,
    // An unreadable title counts as none, so that it hides no other.
    sql: `CREATE TEMP TABLE report_title (num INTEGER PRIMARY KEY, title);
      CREATE TEMP VIEW report AS SELECT r.*, coalesce(t.title, '${titleKey('')}') AS title,
        coalesce(r.event_from, '') AS happened
      FROM main.report r LEFT JOIN report_title t ON t.num = r.num`,
  },
]

/** Titles come from the texts: all readable ones are read once. */
const readTitles = (db: ReadDb): void => {
  const nums = db.prepare<[], number>(
    `SELECT num FROM record INDEXED BY record_by_kind WHERE kind = 'report'`,
  )
  const content = db.prepare<[number], string>('SELECT content FROM record WHERE num = ?').pluck()
  const put = db.prepare('INSERT INTO report_title VALUES (?, ?)')
  for (const num of readable(() => nums.pluck().all()) ?? []) {
    const title = readable(() => {
      const { title: words } = JSON.parse(content.get(num) ?? '') as { readonly title: string }
      return titleKey(words)
    })
    if (title !== undefined) put.run(num, title)
  }
}

/** The search index had other words: all readable texts are taken into one of their own, in memory. */
const indexTexts = (db: ReadDb): void => {
  db.exec(
    `CREATE VIRTUAL TABLE temp.search USING fts5 (title, body, translation, content = '',
      tokenize = 'ascii')`,
  )
  const nums = db.prepare<[], number>(
    `SELECT num FROM record INDEXED BY record_by_kind WHERE kind = 'report' AND removed = 0`,
  )
  const content = db.prepare<[number], string>('SELECT content FROM record WHERE num = ?').pluck()
  const put = db.prepare<[number, string, string, string]>(
    'INSERT INTO temp.search (rowid, title, body, translation) VALUES (?, ?, ?, ?)',
  )
  for (const num of readable(() => nums.pluck().all()) ?? []) {
    const texts = readable(() => indexedText(reportContent(content.get(num) ?? '')))
    if (texts !== undefined) put.run(num, ...texts)
  }
}

const readable = <T>(read: () => T): T | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/**
 * Reads a file of an older schema as one of the latest, without changing a byte. A query reads only
 * the pages that hold its data, so damage to one page hides no other. Everything created here is in
 * memory and ends with the connection. For reading only: writes here would be lost.
 */
export const seeAsLatest = (db: ReadDb, version: number): void => {
  for (const { below, since, sql } of missing) {
    if (version < below && version >= since) db.exec(sql)
  }
  if (version < 11) readTitles(db)
  if (version < 17) indexTexts(db)
}
