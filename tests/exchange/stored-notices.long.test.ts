import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inFull } from '../in-full.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { caseContent } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { noticeBy } from './companions.ts'
import { longestWait } from './cpu-time.ts'
import { manyReports } from './large-import.ts'
import { knows } from './meet.ts'
import { id, person, sample } from './sample.ts'
import { session } from './test-vault.ts'
import { committed, fill, hybridOf, preview, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const most = 200

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

/**
 * Stores withdrawals of a contact that speaks for none of the records, as ten files would: half of
 * them about one source. Nothing here reads their signatures.
 */
const storeWithdrawals = (count: number, by: ReturnType<typeof person>, source: string): void => {
  const signed = noticeBy(by)
  for (let done = 0; done < count; done += limits.notices) {
    const some = Array.from({ length: Math.min(limits.notices, count - done) }, (_, i) => {
      const subject = RecordId.parse(i % 2 === 0 ? id(2_000_000 + done + i) : source)
      const notice = { ...signed, subject, text: String(done + i) }
      return { id: createHash('sha256').update(notice.text).digest('hex'), notice }
    })
    session(two.desk).store.notices.keep(some)
  }
}

it.runIf(inFull)(
  'beside 100,000 stored withdrawals no act lets another request wait for more than 200 ms',
  async () => {
    const { desk, field } = two
    const by = person()
    knows(desk, by)
    const { caseId, sourceId } = await fill(desk)
    const recipients = [await hybridOf(field)]
    storeWithdrawals(100_000, by, sourceId)
    const path = await fileFrom(
      two,
      by,
      desk,
      { ...sample(by), revisions: manyReports(by, 2_000), seals: [] },
      {
        notices: Array.from({ length: 5_000 }, (_, i) =>
          noticeBy(by, { subject: id(500_000 + i), text: String(i) }),
        ),
      },
    )
    const { handlers } = desk
    const { store } = session(desk)
    let exportId = ''
    const acts: Readonly<Record<string, () => unknown>> = {
      preview: async () => ({ exportId } = await preview(desk, path)),
      import: () => committed(desk, exportId),
      save: () => handlers['cases.save']({ id: null, rev: 0, content: caseContent('Other') }),
      setting: () => store.settings.set({ ...store.settings.get(), idleLockMinutes: 9 }),
      custody: () => handlers['custody.of']({ id: RecordId.parse(sourceId) }),
      footprint: () => handlers['sources.footprint']({ id: sourceId }),
      exports: () => handlers['exports.list']({}),
      export: () => two.exported(desk, caseId, { kind: 'keys', recipients }),
      lock: () => desk.controller.close(),
    }
    const waits = new Map<string, number>()
    for (const [name, act] of Object.entries(acts)) waits.set(name, await longestWait(act))
    expect([...waits].filter(([, ms]) => ms > most)).toEqual([])
  },
  3_600_000,
)
