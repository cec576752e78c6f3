import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { runMain, log, Stop } from '../setup/log.ts'
import { cipherFigures } from './cipher-figures.ts'
import type { Figure } from './figure.ts'
import { draftTimes } from './lint-time.ts'
import { machine } from './machine.ts'
import { fullPlan, quickPlan } from './plan.ts'
import { summary, table, writeBench } from './report.ts'
import type { Bench } from './report.ts'
import { inWords } from './store-figures.ts'
import { vaultPart } from './vault-part.ts'
import { whileGrowing } from './while-growing.ts'
import type { WhileGrowing } from './while-growing.ts'
import { windowPart } from './window-part.ts'

const unmeasured = [
  { bar: 'attachment write and read', why: 'npm run soak -- attachments measures them' },
  { bar: 'export with flat memory to 2 GB', why: 'npm run soak -- attachments measures it' },
  { bar: 'tasks over 50 ms, memory of long use', why: 'npm run soak -- long-use measures them' },
]

const noMemory = { bar: 'memory of export and import', why: 'only without --quick' }

const noTool = { bar: 'export beside the age tool', why: 'no age tool on this machine' }

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
    let beside: Promise<WhileGrowing> | null = quick ? whileGrowing({ quick, memory: null }) : null
    tell('linter: time of drafts')
    const drafts = await draftTimes(quick)
    tell('export encryption')
    const cipher = await cipherFigures(folder, quick)
    const plan = quick ? quickPlan : fullPlan
    const vault = await vaultPart(
      folder,
      plan,
      tell,
      (memory) => (beside ??= whileGrowing({ quick, memory })),
    )
    const { recall, hardest, memory } = await (beside ?? whileGrowing({ quick, memory: null }))
    const figures: Figure[] = [
      ...recall.figures,
      ...drafts,
      ...hardest,
      ...cipher.figures,
      ...vault,
      ...memory,
    ]
    tell('window')
    const size = inWords(plan.sizes.at(-1) ?? 0)
    const window = await windowPart(folder, { size, rounds: plan.window })
    figures.push(...window.figures)
    const missing = [
      ...unmeasured,
      ...(quick ? [noMemory] : []),
      ...(cipher.hasTool ? [] : [noTool]),
      ...(window.why === null ? [] : [{ bar: 'start-up, keys, painting', why: window.why }]),
    ]
    const bench: Bench = {
      command: quick ? 'npm run bench -- --quick' : 'npm run bench',
      day: new Date().toISOString().slice(0, 10),
      seconds: (Date.now() - since) / 1000,
      machine: on,
      figures: [...figures, ...recall.families],
      unmeasured: missing,
    }
    writeBench(join(root, 'bench-out'), bench)
    process.stdout.write(`\n${recall.text}\n\n${table(figures)}\n\n${summary(bench)}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
