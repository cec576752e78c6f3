import type { WriteDb } from '../db.ts'

/**
 * Which file brought a record, and in which transaction: a file's own export stands in no chain that
 * it carries. `import` is a row's `num`, of a table whose rows are never deleted. `arrival_since` is
 * written here alone: the journal's last line that no arrival was noted for. It stands in a table of
 * its own, so that no old page of `arrival` says since when there should be any.
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
