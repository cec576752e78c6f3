import type { WriteDb } from '../db.ts'

/** How long a record is kept here, and whether it must not go. docs/FORMAT-RECORDS.md. */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE keeping (
  subject TEXT PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
  erase_after TEXT NOT NULL,
  hold INTEGER NOT NULL CHECK (hold IN (0, 1)),
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`)
}
