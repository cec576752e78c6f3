import type { WriteDb } from '../db.ts'

/** What others' journals say of records, and signed notices. docs/FORMAT-RECORDS.md. */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE custody (
  subject TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  holder TEXT NOT NULL CHECK (length(holder) = 64),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  chain TEXT NOT NULL,
  PRIMARY KEY (subject, holder, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE notice (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  subject TEXT NOT NULL,
  notice TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_subject ON notice (subject);

CREATE TABLE notice_sent (
  notice TEXT NOT NULL REFERENCES notice (id) ON DELETE CASCADE,
  pair TEXT NOT NULL,
  PRIMARY KEY (notice, pair)
) STRICT, WITHOUT ROWID;
`)
}
