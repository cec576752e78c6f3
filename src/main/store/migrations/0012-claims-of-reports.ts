import type { WriteDb } from '../db.ts'

/**
 * A report's claims are found by its id, which stands in their content: without an index, every claim of a
 * vault would be read whenever a report is opened. docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
CREATE INDEX claim_by_report ON record (json_extract(content, '$.reportId'), num) WHERE kind = 'claim';
`)
}
