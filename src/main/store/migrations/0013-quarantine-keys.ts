import type { WriteDb } from '../db.ts'

/**
 * A quarantined file is encrypted under a key of its own, as attached files are: as it was received,
 * an observer of both could match it. Without a key, the file is as received, by an earlier version.
 * docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE quarantine ADD COLUMN key BLOB CHECK (length(key) = 32);
`)
}
