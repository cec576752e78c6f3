import type { WriteDb } from '../db.ts'

/**
 * Pages without content, so that every write changes as many pages as another and the file grows in
 * large steps. docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE TABLE filler (
  num INTEGER PRIMARY KEY,
  turn INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) = 2500)
) STRICT;
WITH RECURSIVE n (num) AS (SELECT 1 UNION ALL SELECT num + 1 FROM n WHERE num < 64)
INSERT INTO filler SELECT num, 0, zeroblob(2500) FROM n;
`)
}
