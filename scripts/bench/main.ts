import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { runMain, say, Stop } from '../setup/say.ts'
import { cipherFigures } from './cipher-figures.ts'
import type { Figure } from './figure.ts'
import { lintRecall } from './lint-recall.ts'
import { lintTime } from './lint-time.ts'
import { machine } from './machine.ts'
import { fullPlan, quickPlan } from './plan.ts'
import { summary, table, writeBench } from './report.ts'
import type { Bench } from './report.ts'
import { vaultPart } from './vault-part.ts'

const unmeasured = [
  { bar: 'attachment write and read', why: 'npm run soak -- attachments measures them' },
  { bar: 'export with flat memory to 2 GB', why: 'npm run soak -- attachments measures it' },
  {
    bar: 'key paths, painting, start-up',
    why: 'they need the window; this bench runs without one',
  },
]

const noTool = { bar: 'export beside the age tool', why: 'no age tool on this machine' }

/** `npm run bench`: how fast, beside what the machine allows; `--quick` takes less than a minute. */
await runMain(async () => {
  const args = process.argv.slice(2)
  const unknown = args.find((each) => each !== '--quick')
  if (unknown !== undefined) throw new Stop(`bench knows --quick, not ${unknown}`)
  const quick = args.includes('--quick')
  const on = machine()
  const since = Date.now()
  const tell = (what: string): void =>
    say('bench', `${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s  ${what}`)
  const folder = mkdtempSync(join(tmpdir(), 'understory-bench-'))
  try {
    tell('linter: recall and precision')
    const recall = lintRecall()
    tell('linter: time')
    const figures: Figure[] = [...recall.figures, ...(await lintTime(quick))]
    tell('export encryption')
    const cipher = await cipherFigures(folder, quick)
    figures.push(...cipher.figures)
    figures.push(...(await vaultPart(folder, quick ? quickPlan : fullPlan, tell)))
    const bench: Bench = {
      command: quick ? 'npm run bench -- --quick' : 'npm run bench',
      day: new Date().toISOString().slice(0, 10),
      seconds: (Date.now() - since) / 1000,
      machine: on,
      figures: [...figures, ...recall.families],
      unmeasured: cipher.hasTool ? unmeasured : [...unmeasured, noTool],
    }
    writeBench(join(root, 'bench-out'), bench)
    process.stdout.write(`\n${recall.text}\n\n${table(figures)}\n\n${summary(bench)}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
