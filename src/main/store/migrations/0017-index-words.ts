import type { WriteDb } from '../db.ts'
import { indexedText } from '../report-columns.ts'

/**
 * The search index has other words (ADR 0052), from our own cut of a text, which the tokenizer
 * `ascii` leaves as it is. Written anew for all reports.
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
  const read = db.prepare<[number], { readonly num: number; readonly content: string }>(
    `SELECT num, content FROM record WHERE kind = 'report' AND removed = 0 AND num > ?
      ORDER BY num LIMIT 500`,
  )
  const write = db.prepare<[number, string, string, string]>(
    'INSERT INTO search (rowid, title, body, translation) VALUES (?, ?, ?, ?)',
  )
  for (let after = 0; ;) {
    const rows = read.all(after)
    for (const { num, content } of rows) write.run(num, ...indexedText(content))
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.num
  }
}
