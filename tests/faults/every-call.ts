import assert from 'node:assert/strict'
import { spread } from '../../scripts/soak/random.ts'
import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { failureOf, passphrase } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import type { BaseVault } from './base-vault.ts'
import { callsIn, counting, failing, struckIn } from './failing-calls.ts'
import type { Call, Fault } from './failing-calls.ts'
import { saidLast } from './kill-header.ts'
import { childScript } from './kill-saves.ts'
import { killed } from './killed.ts'
import { copiesAgree, during, isHot } from './model.ts'

/** The act during which a call fails. It runs twice, to cover what follows a failure. */
type Act = 'save' | 'passphrase'
const next = `${passphrase}!`
const argsOf = (act: Act, folder: string): string[] =>
  act === 'save' ? ['save', folder, '2'] : ['passphrase', folder, passphrase, next, '2']

/** The ways in which a call can fail. */
export const errorsOf = (call: string): readonly Fault['error'][] =>
  call === 'write' || call === 'pwrite'
    ? ['EIO', 'ENOSPC', 'short']
    : call === 'open'
      ? ['EIO', 'ENOSPC']
      : ['EIO']

/** Every call of an act with every way in which it can fail: once, and from then on. */
const faultsOf = (calls: readonly Call[]): Fault[] => {
  const seen = new Map<string, number>()
  const once = calls.flatMap(({ call }) => {
    const nth = (seen.get(call) ?? 0) + 1
    seen.set(call, nth)
    return errorsOf(call).map((error) => ({ call, nth, error }))
  })
  const forGood = calls.map((_, i) => ({
    call: 'any',
    nth: i + 1,
    error: 'EIO' as const,
    stays: true,
  }))
  return [...once, ...forGood]
}

/** Does a failure of this call leave the content of the disk unknown? */
const leavesDoubt = ({ call, file }: Call): boolean =>
  (call === 'fsync' || call === 'fdatasync') && /^(notes\.db|notes\.db-journal|anchor)$/u.test(file)

type Trial = { readonly act: Act; readonly fault: Fault }
type Ended = Outcome | typeof missed

const trySaves = async (base: BaseVault, fault: Fault): Promise<Ended> => {
  const { folder, model } = base.copy()
  const { said, err } = await killed(
    childScript,
    argsOf('save', folder),
    'by itself',
    failing(folder, fault),
  )
  const before = model.ends.length
  model.hear(said)
  const struck = struckIn(err)
  const [first, second, ...more] = model.ends.slice(before)
  assert.ok(second !== undefined && more.length === 0, 'an answer to each')
  if (struck === null) return missed
  if (first !== null && first !== undefined && leavesDoubt(struck)) {
    assert.equal(first, 'in-doubt')
    // On a medium that is gone, a read may fail first.
    const refusals = fault.stays === true ? ['read-only', 'storage'] : ['read-only']
    assert.ok(refusals.includes(second ?? ''), `a write after ${struck.call} of ${struck.file}`)
  }
  const repaired = isHot(folder)
  await during(folder, (desk) => model.holds(desk))
  return first !== null || second !== null ? 'refused' : repaired ? 'repaired' : 'held'
}

const tryPassphrases = async (base: BaseVault, fault: Fault): Promise<Ended> => {
  const { folder, model } = base.copy()
  const { said, err } = await killed(
    childScript,
    argsOf('passphrase', folder),
    'by itself',
    failing(folder, fault),
  )
  if (struckIn(err) === null) return missed
  const failed = said.filter((line) => line.includes('failed'))
  assert.equal(said.length, 2, 'an answer to each')
  const repaired = isHot(folder) || !copiesAgree(folder)
  const current = saidLast(said, passphrase)
  const open = [current, current === passphrase ? next : passphrase].map((words) => ({
    words,
    open: () => failureOf(() => during(folder, (desk) => model.holds(desk), words)),
  }))
  const codes = [await open[0]?.open(), await open[1]?.open()]
  // Acknowledged without a later failure: the new passphrase opens it. Otherwise the old or the new
  // one.
  if (failed.length === 0) assert.deepEqual(codes, ['none', 'wrong-passphrase'])
  else assert.deepEqual(new Set(codes), new Set(['none', 'wrong-passphrase']))
  assert.ok(copiesAgree(folder), 'two headers')
  return failed.length > 0 ? 'refused' : repaired ? 'repaired' : 'held'
}

/** All faults of both acts, or the given number for each act, spread over all calls. */
const chosen = async (
  base: BaseVault,
  count: number,
  random: Random,
  tell: (line: string) => void,
): Promise<Trial[]> => {
  const all: Trial[] = []
  for (const act of ['save', 'passphrase'] as const) {
    const { folder } = base.copy()
    const { err } = await killed(childScript, argsOf(act, folder), 'by itself', counting(folder))
    const calls = callsIn(err)
    assert.ok(calls.length > 20, 'calls are seen')
    const faults = faultsOf(calls).map((fault) => ({ act, fault }))
    tell(`${act}: ${String(calls.length)} calls, ${String(faults.length)} faults`)
    all.push(...faults)
  }
  return spread(count, all.length, random).flatMap((at) => all[at] ?? [])
}

/** Runs an act while one of its calls fails. `missed` when the act ended before that call. */
export const tryFault = (base: BaseVault, { act, fault }: Trial): Promise<Ended> =>
  act === 'save' ? trySaves(base, fault) : tryPassphrases(base, fault)

/** A save and a change of passphrase, while one of their system calls fails, or all from one on. */
export const everyCall: SoakRun = {
  promise:
    'a call that fails is a typed error or does no harm; what was acknowledged is on the disk',
  counts: 'faults, at most every one there is',
  usual: 2000,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    const trials = await chosen(base, count, random, tell)
    tally.owed = trials.length
    for (const { act, fault } of trials) {
      const { call, nth, error, stays } = fault
      const what = `${act}: ${call} ${String(nth)} ${error}${stays === true ? ' for good' : ''}`
      await tally.trial(what, () => tryFault(base, { act, fault }))
    }
    return tally
  },
}
