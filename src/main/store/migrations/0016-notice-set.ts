import type { DigestPort } from '../context.ts'
import type { WriteDb } from '../db.ts'

/**
 * A value for the set of stored notices that changes with each of them, so that the digest of the
 * vault does not read them all. `since` is the last line of the journal whose digest still covers the
 * list of their ids. A new database gets its row with its first line. The canonical JSON of a notice
 * begins with its author: a contact's notices about the records of others are found apart.
 * docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb, { record }: Pick<DigestPort, 'record'>): void => {
  db.exec(`
CREATE TABLE notice_set (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  since INTEGER NOT NULL CHECK (since >= 0),
  count INTEGER NOT NULL CHECK (count >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX notice_by_author ON notice (subject, substr(notice, 12, 64));
`)
  const salt = db.prepare<[], Uint8Array>('SELECT salt FROM vault').pluck().get()
  if (salt === undefined) return
  const key = record(salt, Buffer.from('understory/notices/v1'))
  const read = db.prepare<[string], string>(
    'SELECT id FROM notice WHERE id > ? ORDER BY id LIMIT 500',
  )
  const hash = Buffer.alloc(32)
  let count = 0
  for (let ids = read.pluck().all(''); ids.length > 0; ids = read.pluck().all(ids.at(-1) ?? '')) {
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
