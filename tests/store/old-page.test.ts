import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { desk, failure, runVerify } from './desk.ts'
import {
  changedBy,
  changedPages,
  changes,
  isCaught,
  openedWith,
  pageSize,
  putBack,
} from './old-pages.ts'

test.each(Object.keys(changes))('after %s, no single old page put back goes unnoticed', (name) => {
  const changed = changedBy(name, desk())
  const results = changedPages(changed).map((page) => putBack(changed, page))
  expect(results.length).toBeGreaterThan(1)
  expect(results.filter((result) => !isCaught(result))).toEqual([])
  writeFileSync(changed.desk.file, changed.now.file)
  changed.desk.open()
})

test('an old page of a record is refused when that record is read', () => {
  const d = desk()
  const report = d.filed({ title: 'First', body: 'first '.repeat(100) })
  for (let n = 0; n < 30; n++) d.filed({ body: 'other '.repeat(200) })
  d.close()
  const old = readFileSync(d.file)
  d.open()
  d.draft({ title: 'Second', body: 'second '.repeat(100) }, report.id)
  d.close()
  const now = readFileSync(d.file)
  const read: string[] = []
  for (let page = 0; page < now.length / pageSize; page++) {
    const at = page * pageSize
    if (at >= old.length || old.subarray(at, at + pageSize).equals(now.subarray(at, at + pageSize)))
      continue
    const mixed = Buffer.from(now)
    old.copy(mixed, at, at, at + pageSize)
    writeFileSync(d.file, mixed)
    const code = failure(() => {
      const store = d.open()
      try {
        if (store.reports.get(report.id).content.title !== 'Second') throw new Error('silent')
      } finally {
        store.close()
      }
    })
    read.push(code ?? 'the new state')
  }
  expect(read).toContain('tampered')
  expect(read).not.toContain('not a Failure')
  writeFileSync(d.file, now)
  d.open()
})

test('a search index that names a format nobody knows is an index that does not hold', () => {
  const d = desk()
  d.filed()
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.unsafeMode(true)
  db.exec(`UPDATE search_config SET v = 0 WHERE k = 'version'`)
  db.close()
  expect(runVerify(d.open())).toMatchObject({ faults: [], searchIndexHolds: false })
})

test.each(['a withdrawal that came', 'a source held back'])(
  '%s is missed at the opening where every page but the journal’s own is an old one',
  (name) => {
    const d = desk()
    const changed = changedBy(name, d)
    const owner = (page: number): string => changed.now.plain.owner.get(page + 1) ?? ''
    const old = changedPages(changed).filter((page) => page !== 0 && owner(page) !== 'journal')
    const telling = old.filter((page) => /notice|journal/.test(owner(page)))
    expect(telling.length).toBeGreaterThan(0)
    for (const pages of [telling, old, ...telling.map((page) => [page])])
      expect(openedWith(changed, pages), String(pages.map(owner))).toBe('tampered')
  },
)
