import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Attachment } from '../../src/shared/attachments.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { readAhead } from '../../src/main/exchange/pace.ts'
import { finishHandOver } from '../../src/main/vault/exchange/hand-over.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { backUp, tried } from '../backup/backup-vault.ts'
import { longestWait } from '../exchange/cpu-time.ts'
import { decidedHandOver } from '../exchange/decided.ts'
import { storeMany } from '../exchange/many-stored.ts'
import { names } from '../exchange/meet.ts'
import { id, reportContent as sampleContent } from '../exchange/sample.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { lettingPass, twoVaults } from '../exchange/two-vaults.ts'
import type { Two } from '../exchange/two-vaults.ts'
import { several } from '../in-full.ts'
import { reportContent } from './harness.ts'

let two: Two
beforeEach(async () => {
  two = await twoVaults()
  await names(two.field, two.desk)
})
afterEach(() => two.end())

const attached = async (bytes: Uint8Array): Promise<Attachment> => {
  const path = join(two.place, `attached-${String(bytes[0])}.bin`)
  writeFileSync(path, bytes)
  const file = tokenFor(two.field, path)
  const done = await two.field.handlers['attachments.add']({ task: nextTask(), file })
  rmSync(path)
  return done
}

const filed = async (title: string, more: Partial<ReportContent> = {}): Promise<ReportId> => {
  const { handlers } = two.field
  const content = { ...reportContent('words', title), ...more }
  const { id: report, rev } = await handlers['reports.save']({ id: null, rev: 0, content })
  await handlers['reports.file']({ id: report, rev })
  return report
}

/** Decides on a hand-over of these. @returns runs it. */
const decided = async (...reportIds: ReportId[]) => {
  const { handlers } = two.field
  const choice = { kind: 'reports', reportIds } as const
  const input = {
    ...{ choice, contact: session(two.desk).author, purpose: '', task: nextTask() },
    ...{ overrides: await lettingPass(two.field, choice), folder: tokenFor(two.field, two.out) },
  }
  const based = await decidedHandOver(handlers, input)
  return () => handlers['handover.run']({ ...input, ...based })
}

/** Hides records as the decision of a hand-over does: they are not erased yet. */
const hide = (ids: readonly string[]): void => {
  const { records, revisions } = session(two.field).store
  const going = ids.map((one) => {
    const subject = RecordId.parse(one)
    return { subject, heads: revisions.heads(subject)?.heads ?? [] }
  })
  records.handOver(runAtOnce(records.checkHandOver(going)))
}

const reports = (n: number, from: number): string[] => {
  const ids = Array.from({ length: n }, (_, i) => id(from + i))
  const content = sampleContent('title', 'words of a report '.repeat(60))
  const stored = ids.map((one) => ({
    subject: RecordId.parse(one),
    kind: 'report' as const,
    content,
  }))
  storeMany(session(two.field), stored)
  return ids
}

it('a hand-over waits for a backup that is made, whose attached files are whole', async () => {
  const sent = await filed('sent', { attachments: [await attached(Buffer.from('sent'))] })
  const large = [1, 2, 3].map((fill) => attached(Buffer.alloc(8_000_000, fill)))
  await filed('stays', { attachments: await Promise.all(large) })
  const handOver = await decided(sent)
  const { backups, records } = session(two.field).store
  const order: string[] = []
  let handedOver: ReturnType<typeof handOver> | undefined
  const { snapshot, record } = backups
  backups.snapshot = (...input) => {
    snapshot(...input)
    handedOver = handOver()
  }
  backups.record = (...input) => {
    record(...input)
    order.push('backed up')
  }
  const { handOver: hideAll } = records
  records.handOver = (check) => {
    hideAll(check)
    order.push('handed over')
  }
  const path = await backUp({ desk: two.field, out: two.out })
  expect(await handedOver).toMatchObject({ erased: { reports: 1 }, refused: null })
  expect(order).toEqual(['backed up', 'handed over'])
  expect(await tried(two.field, path)).toMatchObject({ attachments: { expected: 4, found: 4 } })
})

it('a backup waits for a hand-over that is erased, and contains none of its records', async () => {
  const ids = [await filed('first'), await filed('second')]
  const handOver = await decided(...ids)
  const { backups, records } = session(two.field).store
  const order: string[] = []
  const { eraseHandedOver } = records
  let path: Promise<string> | undefined
  records.eraseHandedOver = () => {
    const isLeft = eraseHandedOver(() => true)
    path ??= backUp({ desk: two.field, out: two.out })
    order.push(isLeft ? 'erased one' : 'erased all')
    return isLeft
  }
  const { snapshot } = backups
  backups.snapshot = (...input) => {
    snapshot(...input)
    order.push('backed up')
  }
  await handOver()
  const before = readdirSync(two.out).length
  expect(await tried(two.field, (await path) ?? '')).toMatchObject({
    records: { expected: 0, found: 0 },
  })
  expect(before).toBe(1)
  expect(order).toEqual(['erased one', 'erased all', 'erased all', 'backed up'])
})

it('while a hand-over is erased, a reading is done again once at most, and readings one after the other do not hold the erasing up', async () => {
  const { store } = session(two.field)
  hide(reports(60, 1_000_000))
  const { eraseHandedOver } = store.records
  store.records.eraseHandedOver = () => eraseHandedOver(() => true)
  const erased = { isDone: false }
  const erasing = finishHandOver(session(two.field)).then(() => (erased.isDone = true))
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const runs: number[] = []
  while (!erased.isDone && runs.length < 1_000) {
    let mine = 0
    const read = function* () {
      mine += 1
      for (let step = 0; step < 10; step += 1) yield
      return store.journal.tail().seq
    }
    const found = await readAhead(store, read, nextTurn)
    found()
    runs.push(mine)
  }
  await erasing
  expect(erased.isDone).toBe(true)
  expect(runs.length).toBeGreaterThan(10)
  expect(runs.length).toBeLessThan(1_000)
  expect(Math.max(...runs)).toBe(2)
})

it('beside tens of thousands of reasons a transaction erases many records, and lets no request wait for more than 200 ms', async () => {
  const { store } = session(two.field)
  const [other] = reports(1, 2_000_000)
  const subject = RecordId.parse(other)
  const overrides = Array.from({ length: 10_000 }, () => ({ subject, reason: 'a reason of words' }))
  for (let i = 0; i < 3; i += 1) store.journal.noteOverrides(overrides)
  hide(reports(100, 1_000_000))
  const { eraseHandedOver } = store.records
  let transactions = 0
  store.records.eraseHandedOver = (isEnough) => {
    transactions += 1
    return eraseHandedOver(isEnough)
  }
  const waited = await longestWait(() => finishHandOver(session(two.field)))
  expect(waited).toBeLessThan(200)
  expect(transactions).toBeLessThan(40)
}, 300_000)

it('a backup beside many records that were deleted or handed over and are not erased yet lets no request wait for more than 200 ms', async () => {
  const n = several(600, 2_000)
  hide(reports(n, 1_000_000))
  const { records } = session(two.field).store
  const removed = reports(n, 2_000_000)
  for (const one of removed) records.remove(RecordId.parse(one), 2)
  const waited = await longestWait(() => backUp({ desk: two.field, out: two.out }))
  expect(waited).toBeLessThan(200)
  expect(
    [...removed, id(1_000_000)].map((one) => records.wasPurged(RecordId.parse(one))),
  ).not.toContain(false)
}, 300_000)
