import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { noticeId, signNotice } from '../../src/main/exchange/notice.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { hasValidWithdrawal } from '../../src/main/vault/custody/valid-advisories.ts'
import { fileFrom } from './by-hand.ts'
import { growth, longestWait } from './cpu-time.ts'
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
}, 120_000)

it('consent to a use costs no more beside n, 2n and 4n withdrawals of other uses by the author of its source', async () => {
  const { desk } = two
  const { sourceId } = await fill(desk)
  const { author, store } = session(desk)
  const signed = noticeBy({ ...person(), author })
  const about = RecordId.parse(sourceId)
  let stored = 0
  // Nothing reads their signatures: signing thousands would take most of the time.
  const keepUpTo = (count: number): void => {
    const more = Array.from({ length: count - stored }, (_, i) => {
      const notice = { ...signed, subject: about, text: String(stored + i) }
      return { id: noticeId(notice), notice }
    })
    store.notices.keep(more)
    stored = count
  }
  const ratio = await growth(several(1_000, 10_000), (n) => {
    keepUpTo(n)
    return () => {
      for (let i = 0; i < 50; i += 1) {
        expect(hasValidWithdrawal(store, about, ['share-desk', 'internal'])).toBe(false)
        expect(hasValidWithdrawal(store, about, ['publish-attributed'], '2099-01-01')).toBe(false)
      }
    }
  })
  expect(ratio).toBeLessThan(2)
})
