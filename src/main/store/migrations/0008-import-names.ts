import type { WriteDb } from '../db.ts'

/**
 * A file's name is its sender's: whoever received it too must not be able to take the name first. The
 * rows stay as they are.
 */
export const up = (db: WriteDb): void => {
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
