import type { WriteDb } from '../db.ts'

/** Cards of everybody who ever wrote something here, whose they are, and files of strangers. */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE card (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  author TEXT NOT NULL CHECK (length(author) = 64),
  card TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX card_by_author ON card (author);

CREATE TABLE contact (
  author TEXT PRIMARY KEY CHECK (length(author) = 64),
  added TEXT NOT NULL,
  keys TEXT CHECK (length(keys) = 64),
  verified TEXT,
  revoked TEXT,
  desk INTEGER NOT NULL CHECK (desk IN (0, 1)),
  CHECK ((keys IS NULL) = (verified IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  sender TEXT NOT NULL CHECK (length(sender) = 64),
  day TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
`)
}
