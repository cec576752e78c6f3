import { expect, it } from 'vitest'
import type { Out } from '../../src/shared/contract.ts'
import type { Day, RecordId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { several } from '../in-full.ts'
import { failureOf, vaultOfOneTest } from '../vault/harness.ts'
import { growth, linear, longestWait } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { id, person, reportContent, signed, sourceContent } from './sample.ts'
import { session } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const each = 20
const sourceAt = (i: number): RecordId => id(1_000_000 + i)

/** A vault with reports by a contact, of so many revisions that name twenty sources each. */
const vaultWith = async (revisions: Readonly<Record<number, number>>) => {
  const opened = await vaultOfOneTest()
  const open = session(opened.desk)
  const most = Math.max(...Object.values(revisions))
  storeMany(
    open,
    Array.from({ length: most * each }, (_, i) => ({
      ...{ subject: sourceAt(i), kind: 'source' },
      content: { ...Object(sourceContent('')), kind: 'on-record', name: `Office ${String(i)}` },
    })),
  )
  const by = person()
  for (const [at, count] of Object.entries(revisions)) {
    const subject = id(Number(at))
    const all: Revision[] = []
    for (let i = 0; i < count; i += 1) {
      const named = Array.from({ length: each }, (_, k) => sourceAt(i * each + k))
      const content = reportContent(`r ${String(i)}`, 'x', null, named)
      const parents = all.slice(-1).map((parent) => parent.id)
      all.push(signed(by, { subject, kind: 'report', parents, content }))
    }
    const heads = all.slice(-1).map((head) => head.id)
    open.store.exchange.commitImport(
      {
        ...{ exportId: subject, sender: by.author, pair: 'cd'.repeat(32), seq: Number(at) },
        ...{ hash: 'ef'.repeat(32), previous: null, day: open.today() },
      },
      [{ subject, kind: 'report', revisions: all, heads, seals: new Map() }],
    )
  }
  return opened
}

const held = (subject: RecordId) => ({ subject, eraseAfter: '' as const, hold: true, reason: 'a' })

it('the holds and dates of a report of thousands of revisions let no request wait for more than 200 ms', async () => {
  const n = several(800, 3_200)
  const opened = await vaultWith({ 77: n })
  const { handlers } = opened.desk
  const { store } = session(opened.desk)
  const report = id(77)
  let found: Out<'retention.of'> = []
  const ask = async (): Promise<void> =>
    void (found = await handlers['retention.of']({ id: report }))
  const waits = [await longestWait(ask)]
  expect(found).toEqual([])
  // A source that the first revision named, and no later one.
  store.retention.set(held(sourceAt(0)))
  const due = { subject: report, eraseAfter: '2020-01-01' as Day, hold: false, reason: '' }
  store.retention.set(due)
  waits.push(await longestWait(ask))
  expect(found.map(({ subject }) => subject)).toEqual([report, sourceAt(0)])
  let said: Out<'retention.list'>['said'] = []
  waits.push(await longestWait(async () => void ({ said } = await handlers['retention.list']({}))))
  expect(said.map(({ subject, due: isDue }) => [subject, isDue])).toContainEqual([report, false])
  expect(Math.max(...waits)).toBeLessThan(200)
  const { rev } = store.reports.get(report as never)
  const remove = () => Promise.resolve(handlers['records.remove']({ id: report, rev }))
  expect(await failureOf(remove)).toBe('held')
  opened.end()
})

it('whether a report is under a hold is found in a time that grows with its revisions, and no faster', async () => {
  const n = several(150, 800)
  const opened = await vaultWith({ [n]: n, [2 * n]: 2 * n, [4 * n]: 4 * n })
  const { store } = session(opened.desk)
  store.retention.set(held(sourceAt(4 * n * each - 1)))
  const prepare = (size: number) => () => runAtOnce(store.retention.readIsHeld(id(size)))
  expect([n, 2 * n, 4 * n].map((size) => prepare(size)())).toEqual([false, false, true])
  expect(await growth(n, prepare)).toBeLessThan(linear)
  opened.end()
})
