import type { SoakRun } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import {
  exchangeKills,
  handOverSteps,
  importSteps,
  type ExchangeKill,
  type ExchangeKills,
} from '../exchange/kills.ts'
import { takeFastKdf } from './fast-kdf.ts'

/** Kills in turn: one at a step that has a name, and three at any moment. */
const run =
  (
    mostMs: number,
    steps: readonly (readonly [string, string])[],
    act: (kills: ExchangeKills, kill: ExchangeKill) => Promise<string>,
  ): SoakRun['run'] =>
  async ({ count, dice, tell }) => {
    takeFastKdf()
    const tally = new Tally()
    const kills = await exchangeKills()
    const ends = new Map<string, number>()
    try {
      for (let round = 0; round < count; round += 1) {
        const named = round % 4 === 0 ? steps[(round / 4) % steps.length] : undefined
        const [step, expected] = named ?? []
        const kill = step === undefined ? { afterMs: dice.below(mostMs) } : { step }
        await tally.trial(`kill ${String(round)}, ${JSON.stringify(kill)}`, async () => {
          const end = await act(kills, kill)
          if (expected !== undefined && end !== expected) throw new Error(`it ended with ${end}`)
          ends.set(end, (ends.get(end) ?? 0) + 1)
          return 'held'
        })
      }
    } finally {
      kills.end()
    }
    tell([...ends].map(([end, n]) => `${end} ${String(n)}`).join(', '))
    return tally
  }

/** kill -9 while a file is taken in. */
export const killImport: SoakRun = {
  promise: 'everything that was chosen is there, or nothing, and the file can be taken in again',
  counts: 'kills',
  usual: 500,
  run: run(1000, importSteps, (kills, kill) => kills.imported(kill)),
}

/** kill -9 while records are handed over. */
export const killHandOver: SoakRun = {
  promise: 'all records are here, or in a whole file that the desk can take in',
  counts: 'kills',
  usual: 500,
  run: run(3500, handOverSteps, (kills, kill) => kills.handedOver(kill)),
}
