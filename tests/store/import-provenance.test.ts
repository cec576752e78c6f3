import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import type { ImportSubject } from '../../src/main/store/exchange-log.ts'
import { AuthorKey, Day, RecordId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { asRecord, testVault, makeRevision, newId, reportContent, runVerify } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { plainPages } from './plain-pages.ts'
import { backToSchema10 } from './schema-10.ts'

const [one, other] = ['ab', 'cd'].map((pair) => AuthorKey.parse(pair.repeat(32))) as [
  AuthorKey,
  AuthorKey,
]
const file = (exportId: string, sender = one): ImportEntry => ({
  exportId,
  sender,
  pair: 'pair',
  sequence: exportId,
  seq: 1,
  previous: null,
  hash: exportId.repeat(64).slice(0, 64),
  day: Day.parse('2024-04-02'),
})
const report = (id: string, title: string, parent?: Revision): Revision =>
  makeRevision(id, 'report', reportContent({ title }), parent === undefined ? [] : [parent.id])
const subject = (...revisions: Revision[]): ImportSubject => ({
  subject: RecordId.parse(revisions[0]?.subject),
  kind: 'report',
  revisions,
  heads: revisions.slice(-1).map(({ id }) => id),
  seals: new Map(),
})
const filesOf = (d: TestVault, id: string): string[] =>
  d.store.custody.arrivals(asRecord(id)).map(({ exportId }) => exportId)

/** Something that is done to the database from outside. */
const behind = (d: TestVault, sql: string): void => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(sql)
  db.close()
  d.open()
}
const rowsIn = (d: TestVault): number => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const row = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM arrival').get()
  db.close()
  d.open()
  return row?.n ?? -1
}

/** A record that came in one file, and its next revision in another. */
const twice = (d: TestVault): { readonly id: string; readonly first: Revision } => {
  const id = newId()
  const first = report(id, 'one')
  d.store.exchange.commitImport(file('1'), [subject(first)])
  d.time = Date.UTC(2024, 3, 11)
  d.store.exchange.commitImport(file('2', other), [subject(first, report(id, 'two', first))])
  return { id, first }
}

test('an arrival says whose file it was, the day, and the transaction of the line about it', () => {
  const d = testVault()
  const { id } = twice(d)
  const lines = d.store.custody.own(asRecord(id))
  expect(lines.map(({ kind }) => kind)).toEqual(['record.imported', 'record.imported'])
  expect(d.store.custody.arrivals(asRecord(id))).toEqual([
    { sender: one, exportId: '1', received: '2024-04-09', txn: lines[0]?.txn },
    { sender: other, exportId: '2', received: '2024-04-11', txn: lines[1]?.txn },
  ])
  expect(runVerify(d.store).faults).toEqual([])
})

test('a file in which a record is as it is here already brought it too, without a line about it', () => {
  const d = testVault()
  const { id } = twice(d)
  const [before, seq] = [d.store.custody.own(asRecord(id)), d.store.journal.tail().seq]
  d.store.exchange.commitImport(file('3'), [], [asRecord(id)])
  expect(d.store.custody.own(asRecord(id))).toEqual(before)
  expect(filesOf(d, id)).toEqual(['1', '2', '3'])
  expect(d.store.custody.arrivals(asRecord(id))[2]).toMatchObject({ txn: seq + 1 })
  expect(runVerify(d.store).faults).toEqual([])
  // Each of them again: nothing is new, and nothing is written.
  const tail = d.store.journal.tail()
  d.store.exchange.commitImport(file('3'), [], [asRecord(id)])
  d.store.exchange.commitImport(file('1'), [], [asRecord(id)])
  expect(d.store.journal.tail()).toEqual(tail)
  expect(filesOf(d, id)).toEqual(['1', '2', '3'])
})

test('what was left out of a file came in it once it is taken', () => {
  const d = testVault()
  const [taken, left] = [newId(), newId()]
  d.store.exchange.commitImport(file('1'), [subject(report(taken, 'taken'))])
  d.time = Date.UTC(2024, 3, 11)
  d.store.exchange.commitImport(file('1'), [subject(report(left, 'left'))])
  expect([filesOf(d, taken), filesOf(d, left)]).toEqual([['1'], ['1']])
  expect(d.store.custody.arrivals(asRecord(left))[0]?.received).toBe('2024-04-11')
  expect(runVerify(d.store).faults).toEqual([])
})

test('a record that was purged or handed over leaves no arrival behind, and the other keeps its own', () => {
  const d = testVault()
  const { id } = twice(d)
  const [goes, stays] = [newId(), newId()]
  d.store.exchange.commitImport(file('4'), [
    subject(report(goes, 'goes')),
    subject(report(stays, 'stays')),
  ])
  expect(rowsIn(d)).toBe(4)
  d.store.records.remove(asRecord(id), d.store.revisions.heads(asRecord(id))?.rev ?? 0)
  expect(d.store.records.purgeRemoved()).toBe(1)
  expect(rowsIn(d)).toBe(2)
  const heads = d.store.revisions.heads(asRecord(goes))?.heads ?? []
  const { records } = d.store
  records.handOver(runAtOnce(records.checkHandOver([{ subject: asRecord(goes), heads }])))
  expect(records.eraseHandedOver(() => false)).toBe(false)
  expect(rowsIn(d)).toBe(1)
  expect([id, goes, stays].map((each) => filesOf(d, each))).toEqual([[], [], ['4']])
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
})

test('a refused import notes no arrival', () => {
  const d = testVault()
  const id = newId()
  const bad = { ...subject(report(newId(), 'bad')), heads: [] }
  expect(() =>
    d.store.exchange.commitImport(file('1'), [subject(report(id, 'good')), bad]),
  ).toThrow()
  expect(rowsIn(d)).toBe(0)
})

test.each([
  ['one that was taken away', 'DELETE FROM arrival WHERE txn = (SELECT max(txn) FROM arrival)'],
  ['one in a file that never came', 'UPDATE arrival SET import = 99'],
  ['one in a transaction in which no file came', 'UPDATE arrival SET txn = 1 WHERE import = 1'],
  ['all of which were taken away', 'DELETE FROM arrival'],
  ['files that have changed places', 'UPDATE arrival SET import = 3 - import'],
  ['one in a file that came later', 'UPDATE arrival SET import = 2 WHERE import = 1'],
  ['one from before arrivals were noted', 'UPDATE arrival_since SET seq = 2'],
])('the verification names the record of %s', (_, sql) => {
  const d = testVault()
  const { id } = twice(d)
  behind(d, sql)
  expect(runVerify(d.store).faults).toEqual([{ subject: id, what: 'custody' }])
})

test('a record that was written here is named once it is said to have come', () => {
  const d = testVault()
  twice(d)
  const later = d.filed()
  behind(d, `INSERT INTO arrival SELECT '${later.id}', min(txn), 1 FROM arrival`)
  expect(runVerify(d.store).faults).toEqual([{ subject: later.id, what: 'custody' }])
})

test('two files of one transaction are named with every record that came in it', () => {
  const d = testVault()
  const own = d.filed()
  const { id } = twice(d)
  behind(d, `INSERT INTO arrival SELECT '${own.id}', max(txn), 1 FROM arrival`)
  const named = runVerify(d.store).faults.map(({ subject: one }) => one)
  expect(named.sort()).toEqual([id, own.id].sort())
})

test('a lost start of the record of arrivals is a fault of the vault', () => {
  const d = testVault()
  twice(d)
  behind(d, 'DELETE FROM arrival_since')
  expect(runVerify(d.store).faults).toEqual([{ subject: 'vault', what: 'custody' }])
})

test('the page of arrivals from before the first file, put back without a key, is named', () => {
  const d = testVault()
  d.close()
  const old = readFileSync(d.file)
  d.open()
  const { id } = twice(d)
  d.close()
  const now = readFileSync(d.file)
  const pages = [...plainPages(d.file, d.key).owner].filter(([, owner]) =>
    owner.endsWith('arrival'),
  )
  expect(pages).toHaveLength(1)
  const at = ((pages[0]?.[0] ?? 0) - 1) * 4096
  const mixed = Buffer.from(now)
  old.copy(mixed, at, at, at + 4096)
  writeFileSync(d.file, mixed)
  d.open()
  expect(filesOf(d, id)).toEqual([])
  expect(runVerify(d.store).faults).toEqual([{ subject: id, what: 'custody' }])
})

test('a vault from before arrivals were noted opens, shows none, holds, and notes the next', () => {
  const d = testVault()
  const { id, first } = twice(d)
  behind(
    d,
    `${backToSchema10} ALTER TABLE notice_sent DROP COLUMN files; DROP TABLE export_begun;
      DROP TABLE arrival; DROP TABLE arrival_since; PRAGMA user_version = 8`,
  )
  expect(filesOf(d, id)).toEqual([])
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
  d.store.exchange.commitImport(file('1'), [], [asRecord(id)])
  expect(filesOf(d, id)).toEqual([])
  const [, second] = d.store.revisions.list(asRecord(id)).map(({ revision }) => revision)
  expect(second).toEqual(first)
  const heads = d.store.revisions.heads(asRecord(id))?.heads ?? []
  const next = makeRevision(id, 'report', reportContent({ title: 'three' }), heads)
  d.store.exchange.commitImport(file('5'), [subject(next)])
  expect(filesOf(d, id)).toEqual(['5'])
  expect(runVerify(d.store).faults).toEqual([])
})
