import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepCompiled } from '../faults/compiled.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { temporaryFolder } from '../vault/harness.ts'
import { exchangeKills, handOverSteps, importSteps, type ExchangeKills } from './kills.ts'

// Kills at any moment, besides those at fixed steps: `npm run soak -- kill-import`, `kill-hand-over`.
let kills: ExchangeKills
let compiled: ReturnType<typeof temporaryFolder>
beforeAll(async () => {
  takeFastKdf()
  compiled = temporaryFolder()
  keepCompiled(compiled.path)
  kills = await exchangeKills()
})
afterAll(() => {
  kills.end()
  compiled.remove()
})

describe('kill -9 during a hand-over leaves all records, or a whole file of them', () => {
  it.each(handOverSteps)('%s', async (step, then) => {
    expect(await kills.handedOver({ step })).toMatchObject({ records: then, isKilled: true })
  })
})

it('a file that was out before it was recorded is taken in, and so is the next to the same desk', async () => {
  const [last, ...before] = await kills.outUnrecorded()
  expect([last, ...before].map((one) => one?.seq)).toEqual([1, 2, 1])
  expect(before[0]?.sequence).toBe(before[1]?.sequence)
  expect(last?.sequence).not.toBe(before[0]?.sequence)
}, 120_000)

describe('kill -9 during an import leaves everything that was chosen, or nothing', () => {
  it.each(importSteps)('%s', async (step, then) => {
    expect(await kills.imported({ step })).toMatchObject({ records: then, isKilled: true })
  })

  it('and one that came to its end before the kill is told apart: it is no trial', async () => {
    const late = { afterMs: 60_000 }
    expect(await kills.imported(late)).toMatchObject({ records: 'all', isKilled: false })
  })
})
