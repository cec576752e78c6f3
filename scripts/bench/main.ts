import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { runMain, log, Stop } from '../setup/log.ts'
import { whileGrowing } from './concurrent-thread.ts'
import { cipherFigures } from './cipher-figures.ts'
import { machine } from './machine.ts'
import { fullPlan, quickPlan } from './plan.ts'
import { summary, table, writeBench } from './report.ts'
import type { Bench } from './report.ts'
import { inWords } from './store-figures.ts'
import { vaultPart } from './vault-part.ts'
import { windowPart } from './window-part.ts'
import type { WindowPart } from './window-part.ts'

const unmeasured = [
  { bar: 'tasks over 50 ms, memory after long use', why: 'npm run soak -- long-use measures them' },
  { bar: 'a file of a contact that is made to block', why: 'tests of tests/exchange measure it' },
  {
    bar: 'size of the packaged app and of the .deb',
    why: 'npm run package -- --sizes compares them',
  },
  { bar: 'duration of npm test and npm run demo', why: 'they print it' },
]

const noMemory = { bar: 'memory of export and import', why: 'only without --quick' }

/** `npm run bench`: speed against what the machine allows; `--quick` takes less than a minute. */
await runMain(async () => {
  const args = process.argv.slice(2)
  const unknown = args.find((each) => each !== '--quick')
  if (unknown !== undefined) throw new Stop(`bench knows --quick, not ${unknown}`)
  const quick = args.includes('--quick')
  const on = machine()
  const since = Date.now()
  const tell = (what: string): void =>
    log('bench', `${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  ${what}`)
  const folder = mkdtempSync(join(tmpdir(), 'understory-bench-'))
  try {
    // A quick run only tells that something broke, so the checks may run in parallel.
    const early = quick ? whileGrowing(null) : null
    tell('export encryption')
    const cipher = await cipherFigures(quick)
    const plan = quick ? quickPlan : fullPlan
    const vault = await vaultPart(folder, plan, tell, (memory) => early ?? whileGrowing(memory))
    const { recall, memory } = vault.grown
    const size = inWords(plan.sizes.whole)
    const benchWith = (window: WindowPart): Bench => {
      const ofVault = [...vault.figures, ...memory, ...window.figures]
      // Their bars are set for 100,000 reports: a small vault meets or misses them for another reason.
      const judged = quick ? ofVault.map((each) => ({ ...each, holds: null })) : ofVault
      return {
        command: quick ? 'npm run bench -- --quick' : 'npm run bench',
        day: new Date().toISOString().slice(0, 10),
        seconds: (Date.now() - since) / 1000,
        machine: on,
        figures: [...recall.figures, ...cipher, ...judged],
        unmeasured: [
          ...unmeasured,
          ...(quick ? [noMemory] : []),
          ...(window.why === null ? [] : [{ bar: 'start-up, keys, painting', why: window.why }]),
        ],
      }
    }
    const out = join(root, 'bench-out')
    // Minutes of measuring are not lost with a window that fails.
    writeBench(out, benchWith({ figures: [], why: 'the run ended before the window was measured' }))
    tell('window')
    const bench = benchWith(await windowPart(folder, { size, rounds: plan.window }))
    writeBench(out, bench)
    const mark = quick
      ? `\nquick: ${size} reports, so bars of a vault are printed without a verdict\n`
      : ''
    process.stdout.write(
      `${mark}\n${recall.text}\n\n${table(bench.figures)}\n\n${summary(bench)}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
