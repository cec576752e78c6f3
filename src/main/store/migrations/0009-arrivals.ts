import type { WriteDb } from '../db.ts'

/**
 * Maps a record to the file and transaction that brought it: a file's own export is in no chain
 * that the file carries. `import` is a row's `num` in a table whose rows are never deleted.
 * `arrival_since`, written only here, is the journal's last line without noted arrivals. It has a
 * separate table, so that an old page of `arrival` cannot change since when arrivals are expected.
 * docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
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
