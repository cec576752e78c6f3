import { afterEach, beforeEach, expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { fileFrom } from './by-hand.ts'
import { longestWait } from './cpu-time.ts'
import { knows } from './meet.ts'
import { day, id, person, sample } from './sample.ts'
import { committed, preview, twoVaults } from './two-vaults.ts'
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
