import type { WriteDb } from '../db.ts'

/** Attached files: their keys, and who names them. docs/FORMAT-RECORDS.md, "Attachments". */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE blob (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
  digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE report_blob (
  report INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (report, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_blob_by_blob ON report_blob (blob);

CREATE TABLE revision_blob (
  revision INTEGER NOT NULL REFERENCES revision (num) ON DELETE CASCADE,
  blob INTEGER NOT NULL REFERENCES blob (num),
  PRIMARY KEY (revision, blob)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_blob_by_blob ON revision_blob (blob);
`)
}
