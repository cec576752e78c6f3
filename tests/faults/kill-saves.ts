import { join } from 'node:path'
import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { baseVault } from './base-vault.ts'
import { callsIn, cannotFailCalls, counting, failing } from './failing-calls.ts'
import type { Call } from './failing-calls.ts'
import { killed } from './killed.ts'
import type { Ended, Kill } from './killed.ts'
import { during, isHot } from './model.ts'

export const childScript = join(import.meta.dirname, 'child.ts')

/** Kills of one vault before a fresh one, so that checking a whole vault stays quick. */
const killsOfOne = 20

/** The moment of a kill: any, or right before one of the child's system calls on the vault. */
export type Moment = {
  readonly kill: Kill
  readonly env: Record<string, string>
  readonly what: string
}

/** The last calls make the commit, so they get as many kills as all calls before them. */
export const lastCalls = 40

/** Right before the `nth` system call on the vault, from 1. */
export const beforeCall = (folder: string, nth: number): Moment => {
  const env = failing(folder, { call: 'any', nth, error: 'kill' })
  return { kill: 'by itself', env, what: `before call ${String(nth)}` }
}

/**
 * Alternates between both kinds of moments, where calls can be counted.
 *
 * @param calls how many system calls the child makes, at least.
 */
export const moments =
  (folder: string, random: Random, mostMs: number, calls: number) =>
  (round: number): Moment => {
    if (round % 2 === 1 && calls > 0) {
      const among = round % 4 === 1 ? calls : Math.min(lastCalls, calls)
      return beforeCall(folder, calls - random.below(among))
    }
    const afterMs = random.below(mostMs)
    return { kill: { afterMs }, env: {}, what: `after ${String(afterMs)} ms` }
  }

/** System calls of a child on a folder, in order; none where they cannot be counted. */
export const callsOf = async (
  folder: string,
  start: (env: Record<string, string>) => Promise<Ended>,
): Promise<readonly Call[]> =>
  cannotFailCalls() === null ? callsIn((await start(counting(folder))).err) : []

/** kill -9 while reports are saved, changed and filed. */
export const killSaves: SoakRun = {
  promise: 'what was acknowledged is there; what was not is there whole or not at all',
  counts: 'kills',
  usual: 1000,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const base = await baseVault(folder)
    let vault = base.copy()
    const start = (saves: number, kill: Kill, env: Record<string, string>) =>
      killed(childScript, ['save', vault.folder, String(saves)], kill, env)
    const { length: calls } = await callsOf(vault.folder, (env) => start(6, 'by itself', env))
    const moment = moments(vault.folder, random, 100, calls)
    let acknowledged = 0
    for (let round = 0; round < count; round += 1) {
      if (round % killsOfOne === 0) vault = base.copy()
      const { kill, env, what } = moment(round)
      await tally.trial(`kill ${String(round)}, ${what}`, async () => {
        const ended = await start(1e6, kill, env)
        if (ended.signal !== 'SIGKILL') throw new Error('it was not killed')
        const before = vault.model.ends.length
        vault.model.hear(ended.said)
        acknowledged += vault.model.ends.length - before
        const repaired = isHot(vault.folder)
        await during(vault.folder, (desk) => vault.model.holds(desk))
        return repaired ? 'repaired' : 'held'
      })
    }
    tell(`${String(acknowledged)} writes were acknowledged between the kills`)
    return tally
  },
}
