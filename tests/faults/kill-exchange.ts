import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { exchangeKills, handOverSteps, importSteps } from '../exchange/kills.ts'
import type { AfterKill, ExchangeKill, ExchangeKills } from '../exchange/kills.ts'
import { takeFastKdf } from './fast-kdf.ts'
import { lastCalls } from './kill-saves.ts'

/** Kills in turn: at a step that has a name, at any moment, and before a system call, twice. */
const killOf = (
  round: number,
  steps: readonly (readonly [string, string, boolean])[],
  calls: number,
  { below }: Random,
): { readonly kill: ExchangeKill; readonly expected?: string | undefined } => {
  const [step, expected] = steps[Math.floor(round / 4) % steps.length] ?? ['', '']
  if (round % 4 === 0) return { kill: { step }, expected }
  if (round % 4 === 1 || calls === 0) return { kill: { afterMs: below(3500) } }
  // The last few calls make the commit.
  const among = round % 4 === 3 ? calls : round % 8 === 2 ? 8 : lastCalls
  return { kill: { beforeCall: calls - below(Math.min(among, calls)) } }
}

const run =
  (
    act: 'import' | 'hand-over',
    steps: readonly (readonly [string, string, boolean])[],
    killed: (kills: ExchangeKills, kill: ExchangeKill) => Promise<AfterKill<string>>,
  ): SoakRun['run'] =>
  async ({ count, random, tell }) => {
    takeFastKdf()
    const tally = new Tally()
    const kills = await exchangeKills()
    const ends = new Map<string, number>()
    try {
      const { length: calls } = await kills.callsOf(act)
      tell(`${String(calls)} system calls`)
      for (let round = 0; tally.wants(count); round += 1) {
        const { kill, expected } = killOf(round, steps, calls, random)
        await tally.trial(`kill ${String(round)}, ${JSON.stringify(kill)}`, async () => {
          const { records: end, isKilled, isMended } = await killed(kills, kill)
          if (!isKilled) return missed
          if (expected !== undefined && end !== expected) throw new Error(`it ended with ${end}`)
          ends.set(end, (ends.get(end) ?? 0) + 1)
          return isMended ? 'repaired' : 'held'
        })
      }
    } finally {
      kills.end()
    }
    tell([...ends].map(([end, n]) => `${end} ${String(n)}`).join(', '))
    return tally
  }

/** kill -9 during an import. */
export const killImport: SoakRun = {
  promise: 'everything that was chosen is there, or nothing, and the file can be taken in again',
  counts: 'kills',
  usual: 500,
  run: run('import', importSteps, (kills, kill) => kills.imported(kill)),
}

/** kill -9 while records are handed over. */
export const killHandOver: SoakRun = {
  promise: 'all records are here, or in a whole file that the desk can take in',
  counts: 'kills',
  usual: 500,
  run: run('hand-over', handOverSteps, (kills, kill) => kills.handedOver(kill)),
}
