import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepCompiled } from '../../tests/faults/compiled.ts'
import { runMain, log, seconds, Stop } from '../setup/log.ts'
import { seededRandom, newSeed } from './random.ts'
import { plan } from './plan.ts'
import { Skipped } from './run.ts'
import type { SoakRun } from './run.ts'

const usage = `npm run soak -- NAME [COUNT] [--seed N]
npm run soak -- all [--scale 0.01] [--seed N]`

const listed = (): string =>
  Object.entries(plan)
    .map(
      ([name, { promise, counts, usual }]) => `${name.padEnd(16)} ${usual} ${counts}: ${promise}`,
    )
    .join('\n')

const numberOf = (text: string, name: string, isGood: (n: number) => boolean): number => {
  const number = Number(text)
  if (!isGood(number)) throw new Stop(`not a ${name}: ${text}`)
  return number
}
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 1

/** Makes one run and prints its line. @returns whether all trials were made, and none lost. */
const make = async (name: string, run: SoakRun, count: number, seed: number): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'understory-soak-'))
  keepCompiled(folder)
  mkdirSync(join(folder, 'run'))
  log('soak', `${name}: ${count} ${run.counts}, seed ${seed}`)
  const since = Date.now()
  try {
    const tally = await run.run({
      folder: join(folder, 'run'),
      count,
      random: seededRandom(seed),
      tell: (line) => log('soak', `  ${line}`),
    })
    for (const line of tally.losses) log('soak', `  LOST: ${line}`)
    log('soak', `  took ${seconds(since)}`)
    process.stdout.write(`${tally.line(name)}\n`)
    const owed = tally.owed ?? count
    if (tally.tried < owed) log('soak', `  only ${tally.tried} of ${owed} were tried`)
    return tally.holds(count)
  } catch (cause) {
    if (!(cause instanceof Skipped)) throw cause
    process.stdout.write(`${name}: skipped, ${cause.message}\n`)
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { scale: { type: 'string', default: '1' }, seed: { type: 'string' } },
  })
  const [name, given, ...more] = positionals
  if (name === undefined) {
    process.stdout.write(`${usage}\n\n${listed()}\n`)
    return 0
  }
  const seed =
    values.seed === undefined
      ? newSeed()
      : numberOf(values.seed, 'seed', (n) => Number.isSafeInteger(n) && n >= 0)
  const scale = numberOf(values.scale, 'scale', (n) => n > 0)
  if (name === 'all' && given === undefined) {
    let held = true
    for (const [each, run] of Object.entries(plan)) {
      held = (await make(each, run, Math.max(1, Math.round(run.usual * scale)), seed)) && held
    }
    return held ? 0 : 1
  }
  const run = plan[name]
  if (run === undefined || more.length > 0) throw new Stop(`${usage}\n\n${listed()}`)
  const count =
    given === undefined
      ? Math.max(1, Math.round(run.usual * scale))
      : numberOf(given, 'count', isCount)
  return (await make(name, run, count, seed)) ? 0 : 1
})
