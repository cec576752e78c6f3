import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { noticeId, signNotice } from '../../src/main/exchange/notice.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { hasValidWithdrawal } from '../../src/main/vault/custody/valid-advisories.ts'
import { fileFrom } from './by-hand.ts'
import { cardOf } from './cards.ts'
import { cpuTime, longestWait } from './cpu-time.ts'
import { noticeBy } from './export-metadata.ts'
import { knows } from './meet.ts'
import { day, id, person, sample } from './sample.ts'
import { session } from './test-vault.ts'
import { committed, fill, preview, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const most = 200

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

it('a file of withdrawals about one source never lets another request wait for more than 200 ms', async () => {
  const { desk } = two
  const by = person()
  knows(desk, by)
  const notices = Array.from({ length: several(1_500, limits.notices) }, (_, i) =>
    signNotice(
      {
        ...{ author: by.author, day, kind: 'withdrawal', revision: null, text: String(i) },
        ...{ subject: id(2), subjectKind: 'source', uses: ['internal'] },
      },
      by.keys,
    ),
  )
  const path = await fileFrom(two, by, desk, sample(by), { notices })
  let exportId = ''
  const look = async (): Promise<void> => {
    ;({ exportId } = await preview(desk, path))
  }
  const waits = {
    first: await longestWait(look),
    commit: await longestWait(() => committed(desk, exportId)),
    again: await longestWait(look),
    custody: await longestWait(() => desk.handlers['custody.of']({ id: RecordId.parse(id(2)) })),
  }
  expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
})

/** What a look at a source costs, by what the many notices about it are. */
const looks = [
  ['of other uses by the author of its source', { uses: ['publish-attributed'] }, ['share-desk']],
  ['of earlier days by the author of its source', { uses: ['share-desk'] }, ['share-desk']],
  ['of this use and day by the author of its source', { day: '2099-02-01' }, ['share-desk']],
  ['by strangers', { author: person().author }, ['share-desk']],
] as const

it.each(looks)(
  'consent to a use costs no more beside n, 2n and 4n withdrawals %s',
  async (_, change, uses) => {
    const { desk } = two
    const { sourceId } = await fill(desk)
    const { author, signing, store } = session(desk)
    const subject = RecordId.parse(sourceId)
    const by = { author, keys: signing }
    // Sixteen desks may speak for the source too.
    const desks = Array.from({ length: 16 }, () => person().author).sort()
    store.contacts.addCards([cardOf(by, { serial: 9, desks })], 'card.received')
    let stored = 0
    const keepUpTo = (count: number): void => {
      const more = Array.from({ length: count - stored }, (_each, i) => {
        const text = String(stored + i)
        const notice = noticeBy(by, { subject, uses: ['share-desk'], text, ...change })
        return { id: noticeId(notice), notice }
      })
      store.notices.keep(more)
      stored = count
    }
    const n = several(800, 10_000)
    const costs = [n, 2 * n, 4 * n].map((count) => {
      keepUpTo(count)
      const runs = Array.from({ length: 5 }, () => {
        const before = cpuTime()
        for (let i = 0; i < 100; i += 1) {
          hasValidWithdrawal(store, subject, [...uses, 'internal'], '2099-01-01')
        }
        return cpuTime() - before
      })
      return Math.min(...runs)
    })
    const [first = 0, , last = 0] = costs
    // Linear work makes 4; what takes less than some milliseconds is mostly noise.
    expect(last / Math.max(first, 10)).toBeLessThan(2.5)
  },
)
