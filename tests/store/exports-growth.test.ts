import { expect, test } from 'vitest'
import { pastExports } from '../../src/main/vault/custody/export-history.ts'
import { onlyDay } from '../../src/main/vault/session/days.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { Day } from '../../src/shared/ids.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { growth, linear } from '../exchange/cpu-time.ts'
import { several } from '../in-full.ts'
import { sessionOf } from '../vault/verified-session.ts'
import { asRecord, settings, testVault } from './test-vault.ts'

const day = Day.parse('2024-04-09')

test('the list of past exports costs no more per export at n, 2n and 4n, each with one source and an override', async () => {
  const found = await growth(several(30, 200), (n) => {
    const d = testVault()
    const source = asRecord(d.saveSource())
    d.store.together(() => {
      for (let i = 0; i < n; i += 1)
        d.store.exchange.recordExport(
          {
            ...{ exportId: `export ${String(i)}`, day, reports: 1, to: ['passphrase'], bytes: 1 },
            ...{ purpose: '', pair: 'pair', sequence: 'run', seq: i + 1, hash: 'aa' },
          },
          [source],
          [{ subject: null, reason: 'for the test' }],
        )
    })
    const key = { recipient: 'none' }
    const session = sessionOf(d, {
      days: () => onlyDay(day),
      settings: () => settings,
      age: { hybrid: key, classic: key } as Session['age'],
    })
    return () => expect(runAtOnce(pastExports(session))).toHaveLength(n)
  })
  expect(found).toBeLessThan(linear)
})
