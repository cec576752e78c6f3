import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ReportContent } from '../../src/shared/records.ts'
import { asRecord, testVault, failure, runVerify, sourceContent } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { plainPages } from './plain-pages.ts'

const handed = (d: TestVault, ...ids: readonly string[]) =>
  ids.map((id) => ({
    subject: asRecord(id),
    heads: d.store.revisions.heads(asRecord(id))?.heads ?? [],
  }))
const filedWith = (d: TestVault, change: Partial<ReportContent> = {}) => d.filed(change).id

test('what was handed over is gone from every page, and two lines of each record stay', () => {
  const d = testVault()
  const source = d.saveSource(sourceContent({ note: 'zqnote' }))
  const report = filedWith(d, { sourceIds: [source], body: 'zqbody 북송', title: 'zqtitle' })
  d.store.records.handOver(handed(d, source, report))
  expect(failure(() => d.store.reports.get(report))).toBe('not-found')
  expect(d.store.journal.list(report, null, 2).lines.map(({ kind, time }) => [kind, time])).toEqual(
    [
      ['record.purged', null],
      ['record.handed-over', null],
    ],
  )
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
  d.close()
  const pages = plainPages(d.file, d.key).bytes
  expect(['zqnote', 'zqbody', 'zqtitle'].filter((word) => pages.includes(word))).toEqual([])
  expect(readFileSync(d.file).includes('zqbody')).toBe(false)
  d.open()
})

test('nothing is erased when one of the records may not go', () => {
  const d = testVault()
  const source = d.saveSource()
  const goes = filedWith(d, { sourceIds: [source] })
  const stays = filedWith(d, { sourceIds: [source] })
  const still = (): number => d.store.journal.tail().seq
  const before = still()
  expect(failure(() => d.store.records.handOver(handed(d, source, goes)))).toBe('in-use')
  const outdated = handed(d, goes).map((one) => ({ ...one, heads: [] }))
  expect(failure(() => d.store.records.handOver(outdated))).toBe('conflict')
  const { content } = d.store.reports.get(stays)
  expect(still()).toBe(before)
  d.draft({ ...content, body: 'a later word' }, stays)
  expect(failure(() => d.store.records.handOver(handed(d, goes, stays)))).toBe('unfinished')
  d.store.retention.set({ subject: asRecord(goes), eraseAfter: '', hold: true, reason: '' })
  expect(failure(() => d.store.records.handOver(handed(d, goes)))).toBe('held')
  expect(d.store.reports.get(goes).content.sourceIds).toEqual([source])
  expect(runVerify(d.store).faults).toEqual([])
})

test('the purpose of an export goes with any record that it carried, and of no other', () => {
  const d = testVault()
  const [gone, kept] = [filedWith(d), filedWith(d)]
  const exported = (n: number, purpose: string, ...ids: readonly string[]): void =>
    d.store.exchange.recordExport(
      {
        exportId: String(n).repeat(32),
        day: '2024-04-09' as never,
        reports: 1,
        to: ['passphrase'],
        bytes: 65_536,
        purpose,
        pair: 'ab'.repeat(32),
        seq: n,
        hash: 'cd'.repeat(32),
      },
      ids.map(asRecord),
    )
  exported(1, 'zqfirst', gone)
  exported(2, 'zqsecond', kept)
  exported(3, 'zqthird', kept, gone)
  d.store.records.handOver(handed(d, gone))
  expect(d.store.exchange.exports().map(({ purpose }) => purpose)).toEqual(['', 'zqsecond', ''])
  expect(runVerify(d.store).faults).toEqual([])
})
