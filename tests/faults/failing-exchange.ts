import { spread } from '../../scripts/soak/random.ts'
import { Skipped } from '../../scripts/soak/run.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import type { Outcome } from '../../scripts/soak/tally.ts'
import { exchangeKills } from '../exchange/kills.ts'
import type { Act, ExchangeKill, ExchangeKills } from '../exchange/kills.ts'
import { errorsOf } from './every-call.ts'
import { cannotFailCalls } from './failing-calls.ts'
import { takeFastKdf } from './fast-kdf.ts'

type Trial = {
  readonly act: Act
  readonly kill: Extract<ExchangeKill, { readonly fault: unknown }>
}

/** Every call of an import and of a hand-over, on the vault and in the output folder. */
const trialsOf = async (kills: ExchangeKills): Promise<Trial[]> => {
  const trials: Trial[] = []
  for (const [act, on] of [
    ['import', 'vault'],
    ['hand-over', 'vault'],
    ['hand-over', 'out'],
  ] as const) {
    for (const [i, { call }] of (await kills.callsOf(act, on)).entries()) {
      for (const error of errorsOf(call)) {
        trials.push({ act, kill: { on, fault: { call: 'any', nth: i + 1, error } } })
      }
    }
  }
  return trials
}

/** The result of an import or a hand-over while one of its calls fails. */
export const tryExchange = async (
  kills: ExchangeKills,
  { act, kill }: Trial,
): Promise<Outcome | typeof missed> => {
  const { refused, struck, isMended } = await (act === 'import'
    ? kills.imported(kill)
    : kills.handedOver(kill))
  if (struck === null) return missed
  return refused !== null ? 'refused' : isMended ? 'repaired' : 'held'
}

/** An import, or a hand-over with its erasing, while one of the system calls fails. */
export const failingExchange: SoakRun = {
  promise: 'what is refused left everything as it was; what is in doubt is whole, old or new',
  counts: 'faults, at most every one there is',
  usual: 2000,
  run: async ({ count, random, tell }) => {
    const reason = cannotFailCalls()
    if (reason !== null) throw new Skipped(reason)
    takeFastKdf()
    const tally = new Tally()
    const kills = await exchangeKills()
    try {
      const all = await trialsOf(kills)
      tell(`${String(all.length)} faults`)
      const chosen = spread(count, all.length, random).flatMap((at) => all[at] ?? [])
      tally.owed = chosen.length
      for (const trial of chosen) {
        const { on, fault } = trial.kill
        const what = `${trial.act}: ${fault.error} at call ${String(fault.nth)} on the ${on}`
        await tally.trial(what, () => tryExchange(kills, trial))
      }
    } finally {
      kills.end()
    }
    return tally
  },
}
