import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { HandedOver } from '../../src/main/store/hand-over.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { growth, linear } from '../exchange/cpu-time.ts'
import { several } from '../in-full.ts'
import {
  asRecord,
  testVault,
  failure,
  makeRevision,
  runVerify,
  sourceContent,
} from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { plainPages } from './plain-pages.ts'

const exported = (d: TestVault, ...ids: readonly string[]): HandedOver[] =>
  ids.map((id) => ({
    subject: asRecord(id),
    heads: d.store.revisions.heads(asRecord(id))?.heads ?? [],
  }))
/** In one transaction each. */
const erasedAtOnce = 50
/** Hides them: they are not erased yet. */
const hide = ({ store }: TestVault, records: readonly HandedOver[]): void =>
  store.records.handOver(runAtOnce(store.records.checkHandOver(records)))
const handOver = (d: TestVault, ...ids: readonly string[]): void => {
  hide(d, exported(d, ...ids))
  for (let isLeft = true; isLeft;) {
    let erased = 0
    isLeft = d.store.records.eraseHandedOver(() => (erased += 1) === erasedAtOnce)
  }
}
const filedWith = (d: TestVault, change: Partial<ReportContent> = {}) => d.filed(change).id

test('what was handed over is gone from every page, and two lines of each record stay', () => {
  const d = testVault()
  const source = d.saveSource(sourceContent({ note: 'zqnote' }))
  const report = filedWith(d, { sourceIds: [source], body: 'zqbody 북송', title: 'zqtitle' })
  handOver(d, source, report)
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
  expect(failure(() => hide(d, exported(d, source, goes)))).toBe('in-use')
  const outdated = exported(d, goes).map((one) => ({ ...one, heads: [] }))
  expect(failure(() => hide(d, outdated))).toBe('conflict')
  const { content } = d.store.reports.get(stays)
  expect(still()).toBe(before)
  d.draft({ ...content, body: 'a later word' }, stays)
  expect(failure(() => hide(d, exported(d, goes, stays)))).toBe('unfinished')
  d.store.retention.set({ subject: asRecord(goes), eraseAfter: '', hold: true, reason: '' })
  expect(failure(() => hide(d, exported(d, goes)))).toBe('held')
  expect(d.store.reports.get(goes).content.sourceIds).toEqual([source])
  expect(runVerify(d.store).faults).toEqual([])
})

test('the purpose of an export goes with any record that it carried, and of no other', () => {
  const d = testVault()
  const [gone, kept] = [filedWith(d), filedWith(d)]
  const carried = (n: number, purpose: string, ...ids: readonly string[]): void =>
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
  carried(1, 'zqfirst', gone)
  carried(2, 'zqsecond', kept)
  carried(3, 'zqthird', kept, gone)
  handOver(d, gone)
  expect(d.store.exchange.exports().map(({ purpose }) => purpose)).toEqual(['', 'zqsecond', ''])
  expect(runVerify(d.store).faults).toEqual([])
})

const totalOf = ({ store }: TestVault, query: string): number => store.search(query, 10).total

test('what was handed over and is not erased yet is in no list or search, is not restored, and is erased after a crash', () => {
  const d = testVault()
  const { records, retention } = d.store
  const source = d.saveSource(sourceContent({ note: 'zqnote' }))
  const other = d.filed({ sourceIds: [source], body: 'zqother' })
  records.remove(asRecord(other.id), other.rev)
  const report = filedWith(d, { sourceIds: [source], body: 'zqbody 북송', title: 'zqtitle' })
  const stays = filedWith(d, { body: 'zqbody stays' })
  const { content } = d.store.reports.get(report)
  hide(d, exported(d, source, report))
  expect(failure(() => d.store.reports.get(report))).toBe('not-found')
  expect(totalOf(d, 'zqbody')).toBe(1)
  expect(totalOf(d, 'zqbod')).toBe(1)
  expect(totalOf(d, 'zqtitle')).toBe(0)
  expect(retention.removed()).toEqual([other.id])
  for (const id of [source, report]) {
    expect(failure(() => records.restore(asRecord(id)))).toBe('not-found')
    expect(records.wasPurged(asRecord(id))).toBe(true)
  }
  // It brings back what it names, but not what was handed over.
  records.restore(asRecord(other.id))
  expect(failure(() => d.store.sources.get(source))).toBe('not-found')
  const revision = makeRevision(report, 'report', content as never)
  const subject = asRecord(report)
  const input = { subject, kind: 'report', revisions: [revision], heads: [revision.id] } as const
  const file = { exportId: 'ab', sender: 'cd'.repeat(32), pair: 'p', sequence: '', seq: 1 }
  expect(
    failure(() =>
      d.store.exchange.commitImport(
        { ...file, previous: null, hash: 'ef'.repeat(32), day: '2024-04-02' } as never,
        [{ ...input, seals: new Map() }],
      ),
    ),
  ).toBe('malformed')
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
  expect(records.isRewriteOwed()).toBe(true)

  // As when the process ends before anything is erased.
  d.reopen()
  expect(d.store.records.purgeRemoved()).toBe(2)
  expect(d.store.records.isRewriteOwed()).toBe(false)
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
  expect(d.store.reports.get(stays).content.body).toBe('zqbody stays')
  expect(totalOf(d, 'zqbody')).toBe(1)
  d.close()
  const pages = plainPages(d.file, d.key).bytes
  expect(['zqnote', '북송', 'zqtitle'].filter((word) => pages.includes(word))).toEqual([])
  d.open()
})

test('a hold that is set before the decision keeps all; one that is set after it brings nothing back', () => {
  const d = testVault()
  const theCase = d.saveCase()
  const report = filedWith(d, { caseId: theCase })
  const removed = d.filed({ caseId: theCase })
  d.store.records.remove(asRecord(removed.id), removed.rev)
  const check = runAtOnce(d.store.records.checkHandOver(exported(d, report)))
  const hold = { subject: asRecord(theCase), eraseAfter: '', hold: true, reason: 'r' } as const
  d.store.retention.set(hold)
  expect(failure(() => d.store.records.handOver(check))).toBe('conflict')
  expect(failure(() => hide(d, exported(d, report)))).toBe('held')
  d.store.retention.set({ ...hold, hold: false })
  hide(d, exported(d, report))
  d.store.retention.set(hold)
  expect(d.store.records.purgeRemoved()).toBe(1)
  // Deleted by the user: the hold restores it.
  expect(d.store.reports.get(removed.id).rev).toBeGreaterThan(removed.rev)
  expect(failure(() => d.store.reports.get(report))).toBe('not-found')
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
})

test('keys of attached files are deleted with the last record that names them, and a purge in between erases the rest', () => {
  const d = testVault()
  const file = { id: 'cd'.repeat(16), digest: 'ab'.repeat(32), bytes: 9 }
  d.store.blobs.add({ ...file, key: Buffer.alloc(32, 7) })
  const attachments = [{ ...file, name: 'a.png', mediaType: 'image/png', cleaned: null }]
  const ids = [
    filedWith(d, { attachments }),
    filedWith(d, { attachments }),
    filedWith(d),
    filedWith(d),
  ]
  hide(d, exported(d, ...ids))
  expect(d.store.records.eraseHandedOver(() => true)).toBe(true)
  expect(d.store.blobs.ids()).toHaveLength(1)
  expect(d.store.records.eraseHandedOver(() => true)).toBe(true)
  expect(d.store.blobs.ids()).toEqual([])
  expect(d.store.records.purgeRemoved()).toBe(2)
  expect(d.store.records.eraseHandedOver(() => true)).toBe(false)
  expect(runVerify(d.store)).toMatchObject({ searchIndexHolds: true, faults: [] })
})

/** A vault, and lots of n reports, each with a source and overrides: another lot for each run. */
const lots = (n: number, spend: (d: TestVault, lot: readonly string[]) => void) => {
  const d = testVault()
  let lot: readonly string[] = []
  const made = (): string[] => {
    const source = d.saveSource(sourceContent({ kind: 'on-record', name: 'x', codeName: '' }))
    return [filedWith(d, { sourceIds: [source] }), source]
  }
  return {
    renew: () => {
      lot = d.store.together(() => Array.from({ length: n }, made).flat())
    },
    act: () => spend(d, lot),
  }
}

test('a hand-over takes linear time for n, 2n and 4n reports and sources', async () => {
  const found = await growth(several(60, 200), (n) => lots(n, (d, lot) => handOver(d, ...lot)))
  expect(found).toBeLessThan(linear)
}, 300_000)

test('a purge takes linear time for n, 2n and 4n deleted reports', async () => {
  const found = await growth(several(60, 200), (n) =>
    lots(n, (d, lot) => {
      hide(d, exported(d, ...lot))
      d.store.records.purgeRemoved()
    }),
  )
  expect(found).toBeLessThan(linear)
}, 300_000)

test('a search beside deleted reports asks once, and not each time, whether any of them was handed over', () => {
  const d = testVault()
  const removed = d.filed({ body: 'zqdeleted' })
  d.store.records.remove(asRecord(removed.id), removed.rev)
  const goes = filedWith(d, { body: 'zqgoes' })
  filedWith(d, { body: 'zqstays' })
  const asked: string[] = []
  const other = new Database(':memory:')
  const statements = Object.getPrototypeOf(other.prepare('SELECT 1')) as Database.Statement
  other.close()
  const spies = (['all', 'get'] as const).map((name) => {
    const real = statements[name] as (this: unknown, ...values: unknown[]) => unknown
    const spy = function (this: Database.Statement, ...values: unknown[]): unknown {
      if (this.source.includes('record.handed-over')) asked.push(this.source)
      return real.apply(this, values)
    }
    return vi.spyOn(statements, name).mockImplementation(spy as never)
  })
  try {
    expect([totalOf(d, 'zqdeleted'), totalOf(d, 'zqgoes'), totalOf(d, 'zqstays')]).toEqual([
      0, 1, 1,
    ])
    expect(asked).toHaveLength(1)
    hide(d, exported(d, goes))
    expect([totalOf(d, 'zqdeleted'), totalOf(d, 'zqgoes'), totalOf(d, 'zqstays')]).toEqual([
      0, 0, 1,
    ])
    expect(asked).toHaveLength(2)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})
