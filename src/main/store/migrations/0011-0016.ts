import type { DigestPort } from '../context.ts'
import type { WriteDb } from '../db.ts'

/** How a report's title is compared, as src/main/store/title-key.ts says it when this was released. */
const titleKey = (content: string): string => {
  const { title } = JSON.parse(content) as { readonly title: string }
  const folded = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .slice(0, 120)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\0', '')
  return folded === '' ? '\u{10ffff}' : folded
}

/**
 * Reports can be listed by title and by the date of what they tell. `title` follows from the content,
 * as the other columns do; `happened` follows from `event_from`, and is never null, so that a page can
 * begin right behind a row. docs/FORMAT-RECORDS.md.
 */
export const reportOrder = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE report ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN happened TEXT GENERATED ALWAYS AS (coalesce(event_from, '')) VIRTUAL;
`)
  const read = db.prepare(
    `SELECT num, content FROM record WHERE kind = 'report' AND num > ? ORDER BY num LIMIT 500`,
  )
  const write = db.prepare('UPDATE report SET title = ? WHERE num = ?')
  for (let after = 0; ;) {
    const rows = read.all(after) as { readonly num: number; readonly content: string }[]
    for (const { num, content } of rows) write.run(titleKey(content), num)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.num
  }
  db.exec(`
CREATE INDEX report_by_title ON report (title, num);
CREATE INDEX report_by_event ON report (happened, num);
`)
}

/**
 * A report's claims are found by its id, which stands in their content: without an index, every claim of a
 * vault would be read whenever a report is opened. docs/FORMAT-RECORDS.md.
 */
export const claimsOfReports = (db: WriteDb): void => {
  db.exec(`
CREATE INDEX claim_by_report ON record (json_extract(content, '$.reportId'), num) WHERE kind = 'claim';
`)
}

/**
 * A quarantined file is encrypted under a key of its own, as attached files are: as it was received,
 * an observer of both could match it. Without a key, the file is as received, by an earlier version.
 * docs/FORMAT-RECORDS.md.
 */
export const quarantineKeys = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE quarantine ADD COLUMN key BLOB CHECK (length(key) = 32);
`)
}

/**
 * Pages without content, so that every write changes as many pages as another and the file grows in
 * large steps. docs/FORMAT-RECORDS.md.
 */
export const filler = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE filler (
  num INTEGER PRIMARY KEY,
  turn INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) = 2500)
) STRICT;
WITH RECURSIVE n (num) AS (SELECT 1 UNION ALL SELECT num + 1 FROM n WHERE num < 64)
INSERT INTO filler SELECT num, 0, zeroblob(2500) FROM n;
`)
}

/**
 * An import that is applied in several transactions: its parts that are not applied yet, the digests
 * of the attached files that they name, and whether it is decided. docs/FORMAT-RECORDS.md.
 */
export const importParts = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE import_part (
  num INTEGER PRIMARY KEY,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  part TEXT NOT NULL
) STRICT;
CREATE TABLE import_file (
  digest TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE import_decided (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  import INTEGER NOT NULL CHECK (import > 0),
  applied TEXT NOT NULL,
  last TEXT NOT NULL CHECK (length(last) = 64)
) STRICT;
`)
}

/**
 * A value for the set of stored notices that changes with each of them, so that the digest of the
 * vault does not read them all. `since` is the last line of the journal whose digest still covers the
 * list of their ids. A new database gets its row with its first line. The canonical JSON of a notice
 * begins with its author: withdrawals by one author for one use are found whatever else was sent.
 * docs/FORMAT-RECORDS.md.
 */
export const noticeSet = (db: WriteDb, { record }: Pick<DigestPort, 'record'>): void => {
  db.exec(`
CREATE TABLE notice_set (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  since INTEGER NOT NULL CHECK (since >= 0),
  count INTEGER NOT NULL CHECK (count >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX notice_by_use ON notice (
  subject, substr(notice, 12, 64), notice ->> 'kind', notice ->> 'uses', notice ->> 'day'
);
`)
  const salt = db.prepare<[], Uint8Array>('SELECT salt FROM vault').pluck().get()
  if (salt === undefined) return
  const key = record(salt, Buffer.from('understory/notices/v1'))
  const read = db.prepare<[string], string>(
    'SELECT id FROM notice WHERE id > ? ORDER BY id LIMIT 500',
  )
  const hash = Buffer.alloc(32)
  let count = 0
  for (let after = ''; ;) {
    const ids = read.pluck().all(after)
    const last = ids.at(-1)
    if (last === undefined) break
    // An old page among newer ones can make a tree whose rows do not ascend.
    if (last <= after) {
      throw Object.assign(new Error('ids do not ascend'), { code: 'SQLITE_CORRUPT' })
    }
    after = last
    for (const id of ids) {
      record(key, Buffer.from(id)).forEach((byte, i) => {
        hash[i] = (hash[i] ?? 0) ^ byte
      })
    }
    count += ids.length
  }
  db.prepare<[number, Buffer]>(
    `INSERT INTO notice_set (one, since, count, hash)
      SELECT 1, coalesce(max(seq), 0), ?, ? FROM journal`,
  ).run(count, hash)
}
