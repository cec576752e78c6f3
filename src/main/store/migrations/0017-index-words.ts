import type { WriteDb } from '../db.ts'

/**
 * The search index has other words (ADR 0052), from our own cut of a text, which the tokenizer
 * `ascii` leaves as it is. All reports are indexed again.
 */
export const indexWords = (db: WriteDb): void => {
  db.exec(`
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
  title, body, translation, content = 'search_text', content_rowid = 'id', tokenize = 'ascii'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
-- The first deletion raises the index's format version. Made here, the version never changes again.
INSERT INTO search (rowid, title, body, translation) VALUES (1, 'a', '', '');
INSERT INTO search (search, rowid, title, body, translation) VALUES ('delete', 1, 'a', '', '');
`)
  const isEmpty =
    db.prepare("SELECT 1 FROM record WHERE kind = 'report' AND removed = 0 LIMIT 1").get() ===
    undefined
  // The functions of the view behind the index, which a new database does not have yet.
  if (!isEmpty)
    db.exec(`
INSERT INTO search (rowid, title, body, translation)
  SELECT num, search_title(content), search_body(content), search_translation(content)
  FROM record WHERE kind = 'report' AND removed = 0 ORDER BY num
`)
}
