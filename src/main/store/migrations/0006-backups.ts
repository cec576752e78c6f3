import type { WriteDb } from '../db.ts'

/**
 * Backups that were made, and the sequence that an export belongs to. docs/FORMAT-RECORDS.md says
 * what the columns mean.
 */
export const up = (db: WriteDb): void => {
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
