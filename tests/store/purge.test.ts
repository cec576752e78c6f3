import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { Day } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'
import { asRecord, testVault, failure, runVerify, sourceContent } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { plainPages } from './plain-pages.ts'

/** Words that occur nowhere else, in three scripts; the CJK ones as the index cuts them too. */
const words = (n: number) => ({
  latin: `zq${randomBytes(5).toString('hex')}x${String(n)}`,
  korean: String.fromCodePoint(...Array.from(randomBytes(6), (b) => 0xac00 + b * 40 + n)),
  chinese: String.fromCodePoint(...Array.from(randomBytes(6), (b) => 0x4e00 + b * 80 + n)),
})

const purged = (d: TestVault): void => {
  const kept: string[] = []
  const gone: { id: string; rev: number; texts: string[] }[] = []
  for (let n = 0; n < 60; n++) {
    const w = words(n)
    const long = n % 7 === 0 ? 400 : 1 + (n % 5) * 12
    const body = `${w.latin} ${w.korean} ${w.chinese} `.repeat(long)
    let report = d.filed({ title: w.latin, body, tags: [`tag${w.latin}`] })
    if (n % 3 === 0) {
      const revised = { title: w.latin, body: `${w.korean}${body}`, tags: [`tag${w.latin}`] }
      report = d.fileDraft(d.draft(revised, report.id).id)
    }
    if (n % 2 === 0) {
      const texts = Object.values(w)
      gone.push({ id: report.id, rev: report.rev, texts })
    } else kept.push(...Object.values(w))
  }
  const source = d.saveSource(sourceContent({ note: 'zqsourcenote', codeName: 'zqcodename' }))
  d.store.records.remove(asRecord(source), 1)
  for (const { id, rev } of gone) d.store.records.remove(asRecord(id), rev)
  expect(d.store.records.purgeRemoved()).toBe(gone.length + 1)
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
  d.close()
  const pages = plainPages(d.file, d.key).bytes
  expect(pages.length).toBe(statSync(d.file).size)
  // For CJK words also every pair, as the index cuts them, and every half.
  const parts = (text: string): string[] =>
    text.startsWith('zq')
      ? [text, text.slice(2)]
      : [...text].slice(0, -1).map((_, i) => text.slice(i, i + 2))
  const known = new Set(kept.flatMap(parts))
  const left = gone
    .flatMap(({ texts }) => texts.flatMap(parts))
    .filter((part) => !known.has(part) && pages.includes(part))
  expect(left).toEqual([])
  expect(['zqsourcenote', 'zqcodename'].filter((text) => pages.includes(text))).toEqual([])
  for (const text of kept) expect(pages.includes(text)).toBe(true)
  d.open()
}

/** In milliseconds. The work is many seconds of one processor, which may have other work. */
const longest = 600_000

test(
  'nothing of a purged record is left in any page: rows, revisions, index, slack, free pages',
  () => {
    const d = testVault()
    for (let time = 0; time < several(4, 15); time++) purged(d)
  },
  longest,
)

test('the pages are rewritten under the key, by the next purge when the first was cut short', () => {
  const d = testVault()
  const report = d.filed({ body: 'zqlong '.repeat(20_000) })
  d.store.records.remove(asRecord(report.id), report.rev)
  // As when the process ends between the commit and the rewriting.
  const refused = vi.spyOn(Database.prototype, 'exec').mockImplementation(function (
    this: Database.Database,
    text,
  ) {
    if (text === 'VACUUM') throw new Error('no room')
    this.prepare(text).run()
    return this
  })
  expect(d.store.records.purgeRemoved()).toBe(1)
  refused.mockRestore()
  const before = statSync(d.file).size
  d.reopen()
  expect(d.store.records.purgeRemoved()).toBe(0)
  expect(statSync(d.file).size).toBeLessThan(before)
  d.close()
  const { bytes } = plainPages(d.file, d.key)
  expect(bytes.includes('zqlong')).toBe(false)
  expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3')
  const raw = readFileSync(d.file)
  expect(raw.length).toBe(bytes.length)
  for (const clear of ['CREATE TABLE', 'record.purged', 'Heron']) {
    expect(raw.includes(clear)).toBe(false)
    expect(bytes.includes(clear)).toBe(true)
  }
  d.open()
})

test('an interrupted rewrite of the database stays pending until it is done, whatever is written in between', () => {
  const d = testVault()
  const report = d.filed({ body: 'zqlong '.repeat(20_000) })
  const whole = d.filed({ body: 'stays' })
  d.store.records.remove(asRecord(report.id), report.rev)
  const refused = vi.spyOn(Database.prototype, 'exec').mockImplementation(function (
    this: Database.Database,
    text,
  ) {
    if (text === 'VACUUM') throw new Error('no room')
    this.prepare(text).run()
    return this
  })
  expect(d.store.records.isRewriteOwed()).toBe(false)
  expect(d.store.records.purgeRemoved()).toBe(1)
  d.draft({ body: 'anything written afterwards' }, whole.id)
  expect(d.store.records.purgeRemoved()).toBe(0)
  refused.mockRestore()
  const before = statSync(d.file).size
  d.reopen()
  expect(d.store.records.isRewriteOwed()).toBe(true)
  expect(d.store.records.purgeRemoved()).toBe(0)
  expect(d.store.records.isRewriteOwed()).toBe(false)
  expect(statSync(d.file).size).toBeLessThan(before)
})

test('a purge keeps the journal lines and clears their exact times', () => {
  const d = testVault()
  const report = d.filed()
  d.store.records.remove(asRecord(report.id), report.rev)
  d.store.records.purgeRemoved()
  const { lines } = d.store.journal.list(report.id, null, 50)
  expect(lines.map((line) => line.kind)).toEqual([
    'record.purged',
    'record.removed',
    'record.filed',
    'record.saved',
  ])
  expect(lines.every((line) => line.time === null)).toBe(true)
  expect(failure(() => d.store.records.restore(asRecord(report.id)))).toBe('not-found')
})

test('a purge clears the exact times of lines about the vault that tell when it was handed over', () => {
  const d = testVault()
  const [gone, stays] = [d.filed(), d.filed()]
  const handOver = (exportId: string, seq: number, id: string): void =>
    d.store.exchange.recordExport(
      {
        exportId,
        day: Day.parse('2024-04-09'),
        reports: 1,
        to: [],
        bytes: 1,
        purpose: '',
        pair: 'pair',
        seq,
        hash: '00',
      },
      [asRecord(id)],
    )
  handOver('a', 1, gone.id)
  handOver('b', 2, stays.id)
  d.store.records.remove(asRecord(gone.id), gone.rev)
  d.store.records.purgeRemoved()
  const { lines } = d.store.journal.list(null, null, 50)
  const exported = lines.filter(({ kind }) => kind === 'record.exported')
  expect(exported.map(({ subject, time }) => [subject === gone.id, time === null])).toEqual([
    [false, false],
    [false, false],
    [false, true],
    [true, true],
  ])
  expect(runVerify(d.store).faults).toEqual([])
})

test('beside the database there is at most an empty journal, and nothing that other users can read', () => {
  const d = testVault()
  for (let n = 0; n < 20; n++) d.filed({ body: 'word '.repeat(5000) })
  const journal = `${d.file}-journal`
  expect(readdirSync(d.folder).sort()).toEqual(['notes.db', 'notes.db-journal'])
  expect(statSync(journal).size).toBe(0)
  expect(statSync(d.file).mode & 0o777).toBe(0o600)
  expect(statSync(journal).mode & 0o777).toBe(0o600)
  d.close()
  expect(readdirSync(d.folder)).toEqual(['notes.db'])
  d.open()
})
