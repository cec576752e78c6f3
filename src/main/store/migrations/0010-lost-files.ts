import type { WriteDb } from '../db.ts'

/**
 * A file may be lost on its way, and the power may go before one that got its name was recorded.
 * `files` counts in how many files a notice went to a set of recipients: those of before count as
 * one. `export_begun` names the recipients of a file that is about to get its name.
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
