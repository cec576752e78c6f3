import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { Day } from '../../src/shared/ids.ts'
import type { StoredAdvisory } from '../../src/main/store/notices.ts'
import { asRecord, testVault, runVerify } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { backToSchema10 } from './schema-10.ts'
import { backToSchema15 } from './schema-15.ts'

/** A change of the database from outside. */
const behind = (d: TestVault, sql: string): void => {
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.exec(sql)
  db.close()
  d.open()
}
const notice = (d: TestVault): StoredAdvisory => {
  const source = asRecord(d.saveSource())
  return {
    id: 'ab'.repeat(32),
    notice: {
      author: d.store.revisions.rootAuthor(source) ?? expect.fail('no author'),
      day: Day.parse('2024-04-09'),
      kind: 'withdrawal',
      revision: null,
      signature: 'cd'.repeat(64),
      subject: source,
      subjectKind: 'source',
      text: '',
      uses: ['internal'],
    },
  }
}
const sent = (d: TestVault) => [...d.store.notices.every()].map((one) => [...one.sent])

test('files with a notice are counted by recipients', () => {
  const d = testVault()
  const { store } = d
  const one = notice(d)
  store.notices.keep([one])
  expect(sent(d)).toEqual([[]])
  for (const pair of ['a', 'b', 'a', 'a']) store.notices.noteSent([one.id], pair)
  expect(sent(d)).toEqual([
    [
      ['a', 3],
      ['b', 1],
    ],
  ])
  // Keeping the same notice again does not reset its count.
  store.notices.keep([one])
  expect(sent(d)[0]).toHaveLength(2)
})

test('notices sent before files were counted count as sent in one', () => {
  const d = testVault()
  const one = notice(d)
  d.store.notices.keep([one])
  d.close()
  backToSchema15(d)
  behind(
    d,
    `${backToSchema10} ALTER TABLE notice_sent DROP COLUMN files; DROP TABLE export_begun;
      INSERT INTO notice_sent (notice, pair) VALUES ('${one.id}', 'a'); PRAGMA user_version = 9`,
  )
  expect(sent(d)).toEqual([[['a', 1]]])
  d.store.notices.noteSent([one.id], 'a')
  expect(sent(d)).toEqual([[['a', 2]]])
  expect(runVerify(d.store).faults).toEqual([])
})

test('until a file that was about to get its name is recorded, the next to the same recipients begins a sequence', () => {
  const d = testVault()
  const report = asRecord(d.filed().id)
  const row = {
    exportId: 'one',
    day: Day.parse('2024-04-09'),
    reports: 1,
    to: ['passphrase'],
    bytes: 65536,
    purpose: '',
    pair: 'a',
    sequence: 'first',
    seq: 1,
    hash: 'aa',
  }
  for (const pair of ['a', 'b']) {
    d.store.exchange.begin(pair)
    d.store.exchange.recordExport({ ...row, exportId: pair, pair }, [report])
    expect(d.store.exchange.lastExport(pair)).toMatchObject({ sequence: 'first' })
  }
  const before = d.store.journal.tail()
  d.store.exchange.begin('a')
  d.store.exchange.begin('a')
  expect(d.store.journal.tail()).toEqual(before)
  d.reopen()
  expect(d.store.exchange.lastExport('a')).toBe(null)
  expect(d.store.exchange.lastExport('b')).toMatchObject({ sequence: 'first' })
  expect(d.store.exchange.exports()).toHaveLength(2)
  expect(runVerify(d.store)).toMatchObject({ faults: [] })
  // A recorded export that is rolled back leaves the mark.
  expect(() =>
    d.store.together(() => {
      d.store.exchange.recordExport({ ...row, exportId: 'two', sequence: 'second' }, [])
      throw new Error('no')
    }),
  ).toThrow()
  expect(d.store.exchange.lastExport('a')).toBe(null)
  d.store.exchange.recordExport({ ...row, exportId: 'two', sequence: 'second' }, [])
  expect(d.store.exchange.lastExport('a')).toMatchObject({ exportId: 'two', sequence: 'second' })
})
