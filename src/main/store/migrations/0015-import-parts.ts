import type { WriteDb } from '../db.ts'

/**
 * An import that is applied in several transactions: its parts that are not applied yet, the digests
 * of the attached files that they name, and whether it is decided. docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
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
