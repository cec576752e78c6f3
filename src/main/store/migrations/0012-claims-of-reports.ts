import type { WriteDb } from '../db.ts'

/**
 * Finds a report's claims by its id, which is part of their content: without an index, opening a
 * report would read every claim of a vault. docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE INDEX claim_by_report ON record (json_extract(content, '$.reportId'), num) WHERE kind = 'claim';
`)
}
