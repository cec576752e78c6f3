import type { WriteDb } from '../db.ts'

/**
 * A file may be lost in transit, and the power may fail before a named file was recorded. `files`
 * counts the files that carried a notice to a set of recipients: earlier ones count as one.
 * `export_begun` names the recipients of a file that is about to get its name.
 * docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE notice_sent ADD COLUMN files INTEGER NOT NULL DEFAULT 1 CHECK (files > 0);
CREATE TABLE export_begun (
  pair TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
`)
}
