import type { WriteDb } from '../db.ts'

/** How long a record is kept here, and whether it must not go. docs/FORMAT-RECORDS.md. */
export const keeping = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE keeping (
  subject TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  erase_after TEXT NOT NULL,
  hold INTEGER NOT NULL CHECK (hold IN (0, 1)),
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`)
}

/** What others' journals say of records, and signed notices. docs/FORMAT-RECORDS.md. */
export const custody = (db: WriteDb): void => {
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

/** Cards of everybody who ever wrote something here, whose they are, and files of strangers. */
export const contacts = (db: WriteDb): void => {
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

/** Attached files: their keys, and who names them. docs/FORMAT-RECORDS.md, "Attachments". */
export const attachments = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE blob (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE report_blob (
  report INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (report, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_blob_by_blob ON report_blob (blob);

CREATE TABLE revision_blob (
  revision INTEGER NOT NULL REFERENCES revision (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (revision, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_blob_by_blob ON revision_blob (blob);
`)
}

/**
 * Backups that were made, and the sequence that an export belongs to. docs/FORMAT-RECORDS.md says
 * what the columns mean.
 */
export const backups = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE backup (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  day TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  recipients TEXT NOT NULL,
  tested TEXT,
  held INTEGER CHECK (held IN (0, 1)),
  CHECK ((tested IS NULL) = (held IS NULL))
) STRICT;

-- Made anew: one pair of sender and recipients may now have several sequences.
ALTER TABLE export RENAME TO export_before;
CREATE TABLE export (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  reports INTEGER NOT NULL,
  recipients TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  pair TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  sequence TEXT NOT NULL,
  ended INTEGER NOT NULL CHECK (ended IN (0, 1)),
  UNIQUE (pair, sequence, seq)
) STRICT;
INSERT INTO export
  SELECT num, id, day, reports, recipients, bytes, purpose, pair, seq, hash, '', 0
  FROM export_before;
DROP TABLE export_before;

ALTER TABLE import ADD COLUMN sequence TEXT NOT NULL DEFAULT '';
DROP INDEX import_by_pair;
CREATE INDEX import_by_sequence ON import (sender, sequence, seq);
`)
}

/**
 * This vault's own recovery code as it is sealed to its desk, and those of other vaults that are
 * sealed to this one. docs/FORMAT-RECORDS.md says what the columns mean.
 */
export const escrow = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE escrow (
  serial INTEGER PRIMARY KEY CHECK (serial > 0),
  slot TEXT NOT NULL CHECK (length(slot) = 64),
  desks TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  escrow TEXT NOT NULL,
  in_force INTEGER NOT NULL CHECK (in_force IN (0, 1)),
  carried TEXT,
  used TEXT
) STRICT;

CREATE TABLE escrow_held (
  author TEXT PRIMARY KEY CHECK (length(author) = 64),
  serial INTEGER NOT NULL CHECK (serial > 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  escrow TEXT NOT NULL,
  received TEXT NOT NULL,
  opened TEXT
) STRICT, WITHOUT ROWID;
`)
}

/**
 * A file's name is its sender's: whoever received it too must not be able to take the name first. The
 * rows stay as they are.
 */
export const importNames = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE import_by_sender (
  num INTEGER PRIMARY KEY,
  export_id TEXT NOT NULL,
  sender TEXT NOT NULL CHECK (length(sender) = 64),
  pair TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  previous TEXT,
  day TEXT NOT NULL,
  sequence TEXT NOT NULL DEFAULT '',
  UNIQUE (sender, export_id)
) STRICT;
INSERT INTO import_by_sender (num, export_id, sender, pair, seq, hash, previous, day, sequence)
  SELECT num, export_id, sender, pair, seq, hash, previous, day, sequence FROM import;
DROP TABLE import;
ALTER TABLE import_by_sender RENAME TO import;
CREATE INDEX import_by_sequence ON import (sender, sequence, seq);
`)
}

/**
 * Which file brought a record, and in which transaction: a file's own export stands in no chain that
 * it carries. `import` is a row's `num`, of a table whose rows are never deleted. `arrival_since` is
 * written here alone: the journal's last line that no arrival was noted for. It stands in a table of
 * its own, so that no old page of `arrival` says since when there should be any.
 * docs/FORMAT-RECORDS.md.
 */
export const arrivals = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE arrival (
  subject TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
  txn INTEGER NOT NULL CHECK (txn > 0),
  import INTEGER NOT NULL CHECK (import > 0),
  PRIMARY KEY (subject, txn)
) STRICT, WITHOUT ROWID;
CREATE TABLE arrival_since (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL CHECK (seq >= 0)
) STRICT;
INSERT INTO arrival_since (one, seq) SELECT 1, coalesce(max(seq), 0) FROM journal;
`)
}

/**
 * A file may be lost on its way, and the power may go before one that got its name was recorded.
 * `files` counts in how many files a notice went to a set of recipients: those of before count as
 * one. `export_begun` names the recipients of a file that is about to get its name.
 * docs/FORMAT-RECORDS.md.
 */
export const lostFiles = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE notice_sent ADD COLUMN files INTEGER NOT NULL DEFAULT 1 CHECK (files > 0);
CREATE TABLE export_begun (
  pair TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
`)
}
