import type { WriteDb } from '../db.ts'

/**
 * This vault's own recovery code as it is sealed to its desk, and those of other vaults that are
 * sealed to this one. docs/FORMAT-RECORDS.md says what the columns mean.
 */
export const up = (db: WriteDb): void => {
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
