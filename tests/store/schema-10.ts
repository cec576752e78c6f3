/** Takes away what migrations from 0011 on added, for tests that go back to an older schema. */
export const backToSchema10 = `DROP INDEX claim_by_report; DROP INDEX report_by_title;
  DROP INDEX report_by_event; ALTER TABLE report DROP COLUMN happened;
  ALTER TABLE report DROP COLUMN title; ALTER TABLE quarantine DROP COLUMN key;
  DROP TABLE filler; DROP TABLE import_part; DROP TABLE import_file; DROP TABLE import_decided;
  DROP TABLE IF EXISTS notice_set; DROP INDEX IF EXISTS notice_by_use;`
