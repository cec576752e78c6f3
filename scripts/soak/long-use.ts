import { join } from 'node:path'
import { grownVault } from '../bench/pair-of-vaults.ts'
import { quantile } from '../bench/timing.ts'
import { driveApp } from '../run/drive-app.ts'
import { setUp } from '../setup/index.ts'
import { Stop } from '../setup/log.ts'
import type { AtRest, Kept, LongUse, LongUsePlan, TreeMemory } from '../bench/window-results.ts'
import { Skipped } from './run.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

const reports = 100_000
/** A round takes a fast user about four minutes, so this many take more than an hour. */
const anHour = 15
const bounds = {
  /** Limits for one task of the window and of the main process. */
  windowMs: 50,
  mainMs: 100,
  /** What an unlock may leave behind (bench), applied here to an hour of use. */
  growthMiB: 30,
} as const

/** The app's own time: on a shared machine, a thread also waits for its processor. */
const own = ({ ms, waited, slept }: Kept): number => ms - waited - slept

const listed = (name: string, kept: readonly Kept[], most: number): string[] => {
  const over = kept.filter((one) => own(one) > most)
  const byAction = new Map<string, Kept[]>()
  for (const one of over) byAction.set(one.act, [...(byAction.get(one.act) ?? []), one])
  return [...byAction].map(([act, all]) => {
    const worst = Math.max(...all.map(own)).toFixed(0)
    return `${name} over ${String(most)} ms, ${String(all.length)} times, ${worst} ms at most: ${act}`
  })
}

/** Growth of memory from the first rest after everything was used once to the last rest. */
const growth = (rests: readonly AtRest[]): number => {
  const warm = rests.filter(({ rounds }) => rounds > 0)
  const first = warm[0]?.memory['all']
  // One rest shows no growth.
  const last = warm.length < 2 ? undefined : warm.at(-1)?.memory['all']
  return first === undefined || last === undefined ? Number.NaN : last - first
}

const inMiB = (memory: TreeMemory): string =>
  `${Object.entries(memory)
    .map(([name, mib]) => `${name} ${mib.toFixed(0)}`)
    .join(', ')} MiB`

/** Prints the figures, and counts each value over a bound as lost. */
export const judge = (used: LongUse, tally: Tally, tell: (line: string) => void): void => {
  for (const [name, kept, most] of [
    ['window', used.renderer, bounds.windowMs],
    ['main', used.main, bounds.mainMs],
  ] as const) {
    const times = kept.map(own)
    const over = times.filter((ms) => ms > most).length
    const noted = `${String(kept.length)} tasks noted by the clock`
    tell(
      `${name}: ${noted}, ${String(over)} of them over ${String(most)} ms without waiting for a processor, 95th of 100 ${quantile(times, 0.95).toFixed(0)} ms`,
    )
    const lines = listed(name, kept, most)
    if (lines.length === 0) tally.note('held')
    for (const line of lines) tally.lose(line)
  }
  for (const { rounds, memory } of used.rests)
    tell(`at rest after ${String(rounds)} rounds: ${inMiB(memory)}`)
  tell(`a bare Electron window: ${inMiB(used.bare)}`)
  const grown = growth(used.rests)
  tell(
    `memory of the process tree grew by ${grown.toFixed(0)} MiB, at most ${String(bounds.growthMiB)}`,
  )
  if (grown <= bounds.growthMiB) tally.note('held')
  else tally.lose(`memory grew by ${grown.toFixed(0)} MiB`)
}

/**
 * The built app in the stage of its tests, with its sandbox, driven by keys, clicks and the wheel
 * at a machine's pace: for the given minutes, and until an hour's worth of acts has been done.
 */
export const longUse: SoakRun = {
  promise:
    'no task over 50 ms in the window, none over 100 ms in main, and memory is flat after an hour’s worth of use',
  counts: 'minutes of scripted use',
  usual: 10,
  run: async ({ folder, count, tell }) => {
    const tally = new Tally()
    const vault = join(folder, 'vault')
    let ready
    try {
      ready = await setUp({ tests: false })
    } catch (cause) {
      throw cause instanceof Stop ? new Skipped(cause.message) : cause
    }
    tell(`making a vault of ${String(reports)} reports`)
    await grownVault(vault, reports)
    const rounds = Math.ceil((anHour * Math.min(count, 10)) / 10)
    const plan: LongUsePlan = { minutes: count, rounds, restMs: 65_000, mainMs: bounds.mainMs }
    const driven = {
      script: join('scripts', 'window', 'long-use.ts'),
      args: [JSON.stringify(plan)],
      bring: { vault },
      out: folder,
      ready,
      timeoutMs: (count * 6 + 15) * 60_000,
    }
    const { code, result } = await driveApp(driven, 'long-use.json')
    const used = result as LongUse | null
    if (used === null) throw new Error('the use left no result: see above')
    tell(`${String(used.rounds)} rounds in ${used.seconds.toFixed(0)} s of use`)
    judge(used, tally, tell)
    if (code !== 0) tally.lose('the use ended early: see above')
    return tally
  },
}
