import type { WriteDb } from '../db.ts'

/** How a report's title is compared, as src/main/store/title-key.ts says it when this was released. */
const titleKey = (content: string): string => {
  const { title } = JSON.parse(content) as { readonly title: string }
  const folded = title
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .trim()
    .slice(0, 120)
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replaceAll('\0', '')
  return folded === '' ? '\u{10ffff}' : folded
}

/**
 * Reports can be listed by title and by the date of what they tell. `title` follows from the content,
 * as the other columns do; `happened` follows from `event_from`, and is never null, so that a page can
 * begin right behind a row. docs/FORMAT-RECORDS.md.
 */
export const up = (db: WriteDb): void => {
  db.exec(`
ALTER TABLE report ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE report ADD COLUMN happened TEXT GENERATED ALWAYS AS (coalesce(event_from, '')) VIRTUAL;
`)
  const read = db.prepare(
    `SELECT num, content FROM record WHERE kind = 'report' AND num > ? ORDER BY num LIMIT 500`,
  )
  const write = db.prepare('UPDATE report SET title = ? WHERE num = ?')
  for (let after = 0; ;) {
    const rows = read.all(after) as { readonly num: number; readonly content: string }[]
    for (const { num, content } of rows) write.run(titleKey(content), num)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.num
  }
  db.exec(`
CREATE INDEX report_by_title ON report (title, num);
CREATE INDEX report_by_event ON report (happened, num);
`)
}
