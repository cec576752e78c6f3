import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openWriteDb } from '../../src/main/store/db.ts'
import { ReportId } from '../../src/shared/ids.ts'
import { asRecord, Desk, desk, failure, runVerify } from './desk.ts'

const everything = { caseId: null, sourceId: null, state: null, cursor: null, limit: 5 }

const act = fc.record({
  does: fc.constantFrom('new', 'new', 'edit', 'remove', 'restore', 'purge', 'reopen'),
  which: fc.nat(20),
})

test('how many reports there are is known, however they come and go', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 24 }), (acts) => {
      const d = new Desk()
      try {
        const shown: string[] = []
        const removed: string[] = []
        for (const { does, which } of acts) {
          const one = shown[which % Math.max(1, shown.length)]
          const gone = removed[which % Math.max(1, removed.length)]
          if (does === 'new') shown.push(d.draft({ body: `body ${String(which)}` }).id)
          if (does === 'edit' && one !== undefined) d.draft({ body: '다른 말' }, one)
          if (does === 'remove' && one !== undefined) {
            const { rev } = d.store.reports.get(ReportId.parse(one))
            d.store.records.remove(asRecord(one), rev)
            removed.push(...shown.splice(shown.indexOf(one), 1))
          }
          if (does === 'restore' && gone !== undefined) {
            d.store.records.restore(asRecord(gone))
            shown.push(...removed.splice(removed.indexOf(gone), 1))
          }
          if (does === 'purge') {
            d.store.records.purgeRemoved()
            removed.length = 0
          }
          if (does === 'reopen') d.reopen()
          expect(d.store.reports.list(everything).total).toBe(shown.length)
        }
        expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: true })
      } finally {
        d.drop()
      }
    }),
    { numRuns: 25 },
  )
})

test('more reports than one byte counts are counted', () => {
  const d = desk()
  d.store.together(() => {
    for (let n = 0; n < 300; n++) d.draft({ body: 'same' })
  })
  expect(d.store.reports.list(everything).total).toBe(300)
  expect(d.reopen().reports.list(everything).total).toBe(300)
})

/** A desk whose database was changed by somebody who has its key, and knows the engine. */
const changedBy = (sql: string): Desk => {
  const d = desk()
  for (let n = 0; n < 3; n++) d.filed({ body: 'unmistakable' })
  d.close()
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  db.unsafeMode(true)
  db.exec(sql)
  db.close()
  d.open()
  return d
}

test.each([
  ['none', `UPDATE search_data SET block = x'00' WHERE id = 1`],
  ['more than there can be', `UPDATE search_data SET block = x'ffffffffffffffff7f' WHERE id = 1`],
  ['no number', 'DELETE FROM search_data WHERE id = 1'],
])('a list of reports is refused where their number is %s', (_, sql) => {
  const d = changedBy(sql)
  expect(failure(() => d.store.reports.list(everything))).toBe('tampered')
})

test('a number of reports that is not theirs is found by verifying', () => {
  const d = changedBy(`UPDATE search_data SET block = CAST(x'04' || substr(block, 2) AS BLOB)
    WHERE id = 1`)
  expect(d.store.reports.list(everything).total).toBe(4)
  expect(runVerify(d.store)).toMatchObject({ faults: [], searchIndexHolds: false })
})

test('a search is refused where the index finds what is removed', () => {
  const d = changedBy(`UPDATE record SET removed = 1 WHERE kind = 'report' AND num =
    (SELECT max(num) FROM record WHERE kind = 'report')`)
  expect(failure(() => d.store.search('unmistakable', 5))).toBe('tampered')
})
