import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { inFull, several } from '../in-full.ts'
import { exchangeKills, handOverSteps, importSteps } from './kills.ts'
import type { Act, AfterKill, ExchangeKill, ExchangeKills } from './kills.ts'

// Kills at any moment, besides those at fixed steps: `npm run soak -- kill-import`, `kill-hand-over`.
let kills: ExchangeKills

/** The steps right before and after what decides; the long run makes all. */
const tried = <Step extends readonly [string, string, boolean]>(steps: readonly Step[]) =>
  steps.filter(([, , isDecisive]) => inFull || isDecisive)

beforeAll(async () => {
  takeFastKdf()
  kills = await exchangeKills()
})
afterAll(() => kills.end())

describe('kill -9 during a hand-over leaves all records, or a complete file with them', () => {
  it.each(tried(handOverSteps))('%s', async (step, then) => {
    expect(await kills.handedOver({ step })).toMatchObject({ records: then, isKilled: true })
  })
})

it('a file that was written before it was recorded can be imported, and so can the next to the same desk', async () => {
  const [last, ...before] = await kills.outUnrecorded()
  expect([last, ...before].map((one) => one?.seq)).toEqual([1, 2, 1])
  expect(before[0]?.sequence).toBe(before[1]?.sequence)
  expect(last?.sequence).not.toBe(before[0]?.sequence)
})

describe('kill -9 during an import leaves everything that was chosen, or nothing', () => {
  it.each(tried(importSteps))('%s', async (step, then) => {
    expect(await kills.imported({ step })).toMatchObject({ records: then, isKilled: true })
  })

  it('and one that came to its end before the kill is told apart: it is no trial', async () => {
    const late = { afterMs: 60_000 }
    expect(await kills.imported(late)).toMatchObject({ records: 'all', isKilled: false })
  })
})

/**
 * The results of an act with each call of the commit that decides it failing; none where calls cannot
 * fail. A hand-over erases after it.
 */
const endsOf = async (
  act: Act,
  trial: (kill: ExchangeKill) => Promise<AfterKill<string>>,
): Promise<readonly AfterKill<string>[]> => {
  const step = act === 'hand-over' ? 'once all was hidden' : ''
  const calls = await kills.callsOf(act, 'vault', step)
  const last = calls
    .flatMap(({ file }, i) => (/^(notes\.db|anchor)/u.test(file) ? [i + 1] : []))
    .slice(-several(1, 4))
  const ends: AfterKill<string>[] = []
  for (const nth of last) ends.push(await trial({ on: 'vault', fault: eio(nth) }))
  return ends
}
const eio = (nth: number) => ({ call: 'any', nth, error: 'EIO' }) as const

// Every call, in every way in which it can fail: `npm run soak -- failing-exchange`.
describe('a disk that fails at the very end', () => {
  it('of an import leaves all records and files, or none, and the app says when it is in doubt', async ({
    skip,
  }) => {
    const ends = await endsOf('import', kills.imported)
    skip(ends.length === 0, 'calls cannot be made to fail here')
    expect(ends).toContainEqual(expect.objectContaining({ records: 'all', refused: 'in-doubt' }))
  })

  it('of a hand-over never makes the app say that records are still here when they are not', async ({
    skip,
  }) => {
    const ends = await endsOf('hand-over', kills.handedOver)
    skip(ends.length === 0, 'calls cannot be made to fail here')
    expect(ends).toContainEqual(expect.objectContaining({ records: 'erased', refused: 'in-doubt' }))
  })

  it('of a hand-over, while its file gets its name, erases nothing', async ({ skip }) => {
    const calls = await kills.callsOf('hand-over', 'out')
    skip(calls.length === 0, 'calls cannot be made to fail here')
    // The file is synced, gets its name, and then its folder is synced.
    const named = calls.map(({ call }) => call).lastIndexOf('rename')
    const nth = calls.findIndex(({ call }, i) => i > named && call === 'fsync') + 1
    expect(nth).toBeGreaterThan(0)
    const end = await kills.handedOver({ on: 'out', fault: eio(nth) })
    expect(end).toMatchObject({ records: 'here', refused: 'storage', struck: { call: 'fsync' } })
  })
})
