import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callsIn, cannotFailCalls, counting, failing } from '../faults/failing-calls.ts'
import type { Fault } from '../faults/failing-calls.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { killed } from '../faults/killed.ts'
import { settleImport } from '../../src/main/vault/exchange/apply-import.ts'
import { several } from '../in-full.ts'
import { reopen } from '../vault/harness.ts'
import { largeFile, unfinished } from './large-import.ts'
import { knows } from './meet.ts'
import { person } from './sample.ts'
import { nextTask, session } from './test-vault.ts'
import { twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/*
 * An import in parts that is stopped at any system call has happened as a whole or not at all after
 * the next opening (ADR 0040).
 */

const script = join(import.meta.dirname, 'import-parts-child.ts')
const reports = 250
const isMissing = cannotFailCalls() !== null

let two: Two
let file: string
type Phase = 'stage' | 'decide' | 'apply'
/** The number of calls in each phase of one run; another run may make a few more or fewer. */
let calls: Readonly<Record<Phase, number>>

const copied = (from: string): string => {
  const copy = join(two.place, `round-${nextTask()}`)
  cpSync(from, copy, { recursive: true })
  return copy
}

/** Numbers of calls: the first, and some after it, or all in the long run. */
const some = (all: number, few: number): number[] => {
  const count = Math.min(all, several(few, all))
  return Array.from({ length: count }, (_, i) => 1 + Math.floor((i * all) / count))
}

/** The phase that an import was in at its end, and the calls that were told in each. */
const phasesIn = (err: string) => {
  const counted = { stage: 0, decide: 0, apply: 0 }
  let last: Phase | null = null
  for (const line of err.split('\n')) {
    const [word, name] = line.split(' ')
    if (word === 'step') last = name as Phase
    if (word === 'call' && last !== null) counted[last] += 1
  }
  return { last, counted }
}

beforeAll(async () => {
  takeFastKdf()
  two = await twoVaults()
  const by = person()
  knows(two.desk, by)
  file = await largeFile(two, by, reports)
  two.desk.controller.close()
  if (isMissing) return
  const folder = copied(two.desk.folder)
  const { err } = await killed(script, [folder, file, 'stage'], 'by itself', counting(folder))
  calls = phasesIn(err).counted
})
afterAll(() => two.end())

type Left = 'all' | 'nothing'

/** What the vault has after its next opening; it must be whole and settled. */
const leftIn = async (folder: string): Promise<Left> => {
  const desk = await reopen(folder)
  try {
    expect(desk.controller.status()).toMatchObject({ state: 'open' })
    const { store } = session(desk)
    await settleImport(session(desk))
    expect(unfinished(desk)).toBeNull()
    expect(store.importParts.left()).toBe(0)
    const found = await desk.handlers['vault.verify']({ task: nextTask() })
    expect(found).toMatchObject({ faults: [], searchIndexHolds: true })
    const left = store.records.ids().length
    expect([0, reports + 1]).toContain(left)
    expect(store.exchange.imports()).toHaveLength(left === 0 ? 0 : 1)
    expect([...store.notices.every()]).toHaveLength(left === 0 ? 0 : 150)
    return left === 0 ? 'nothing' : 'all'
  } finally {
    desk.controller.close()
  }
}

/** What an import must have brought that ended in this phase. */
const allowed: Readonly<Record<Phase, readonly Left[]>> = {
  stage: ['nothing'],
  decide: ['nothing', 'all'],
  apply: ['all'],
}

/**
 * An import with a fault, counted from the first call of a phase, and its next opening.
 *
 * @returns the phase in which it ended, its answer, and what is left.
 */
const after = async (
  phase: Phase,
  fault: Pick<Fault, 'nth' | 'error' | 'stays'>,
): Promise<{ readonly last: Phase; readonly said: string; readonly left: Left }> => {
  const folder = copied(two.desk.folder)
  try {
    const env = failing(folder, { call: 'any', ...fault })
    const { said, err } = await killed(script, [folder, file, phase], 'by itself', env)
    const { last } = phasesIn(err)
    if (last === null) throw new Error('it did not begin')
    const left = await leftIn(folder)
    expect({ last, left: allowed[last].includes(left) }).toEqual({ last, left: true })
    return { last, said: said.join(), left }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(isMissing)('an import in parts', () => {
  it('killed while its parts are staged has brought nothing', async () => {
    for (const nth of some(calls.stage, 1)) {
      const { last } = await after('stage', { nth, error: 'kill' })
      if (nth === 1) expect(last).toBe('stage')
    }
  }, 3_600_000)

  it('killed while it is decided has brought all or nothing', async () => {
    for (const nth of some(calls.decide, 1)) {
      const end = await after('decide', { nth, error: 'kill' })
      if (nth === 1) expect(end).toMatchObject({ last: 'decide', left: 'nothing' })
    }
  }, 3_600_000)

  it('killed while its parts are applied has brought all', async () => {
    for (const nth of some(calls.apply, 1)) {
      expect(await after('apply', { nth, error: 'kill' })).toMatchObject({ last: 'apply' })
    }
  }, 3_600_000)

  it('killed, and killed again while the next opening applies the rest, has brought all', async () => {
    const base = copied(two.desk.folder)
    const first = { call: 'any', nth: Math.ceil(calls.apply / 3), error: 'kill' } as const
    await killed(script, [base, file, 'apply'], 'by itself', failing(base, first))
    const counted = copied(base)
    const { err } = await killed(script, [counted], 'by itself', counting(counted))
    for (const nth of some(callsIn(err).length, 1)) {
      const folder = copied(base)
      const fault: Fault = { call: 'any', nth, error: 'kill' }
      await killed(script, [folder], 'by itself', failing(folder, fault))
      expect(await leftIn(folder)).toBe('all')
      rmSync(folder, { recursive: true })
    }
  }, 3_600_000)

  it('on a disk that gets full while its parts are staged brings nothing, and says so', async () => {
    for (const nth of some(Math.ceil(calls.stage / 4), 1)) {
      const end = await after('stage', { nth, error: 'ENOSPC', stays: true })
      expect(end).toMatchObject({ last: 'stage', left: 'nothing' })
      expect(end.said).toMatch(/^refused (storage|in-doubt)$/u)
    }
  }, 600_000)

  it('on a disk that gets full while its parts are applied is unfinished, and finished at the next opening', async () => {
    const said: string[] = []
    for (const nth of some(calls.apply, 1)) {
      said.push((await after('apply', { nth, error: 'ENOSPC', stays: true })).said)
    }
    expect(said).toContain('refused import-unfinished')
    const answers = /^(imported|refused (import-unfinished|in-doubt))$/u
    expect(said.filter((one) => !answers.test(one))).toEqual([])
  }, 600_000)
})
