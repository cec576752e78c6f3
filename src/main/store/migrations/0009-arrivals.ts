import type { WriteDb } from '../db.ts'

/**
 * Which file brought a record, and in which transaction: a file's own export stands in no chain that
 * it carries. `import` is a row's `num`, of a table whose rows are never deleted.
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
`)
}
