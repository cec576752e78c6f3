import { join } from 'node:path'
import { root } from '../setup/paths.ts'
import { runMain, say, Stop } from '../setup/say.ts'
import type { Figure } from './figure.ts'
import { lintRecall } from './lint-recall.ts'
import { lintTime } from './lint-time.ts'
import { machine } from './machine.ts'
import { summary, table, writeBench } from './report.ts'
import type { Bench } from './report.ts'

/** `npm run bench`: how fast, beside what the machine allows; `--quick` takes less than a minute. */
await runMain(async () => {
  const args = process.argv.slice(2)
  const unknown = args.find((each) => each !== '--quick')
  if (unknown !== undefined) throw new Stop(`bench knows --quick, not ${unknown}`)
  const quick = args.includes('--quick')
  const on = machine()
  const since = Date.now()
  const figures: Figure[] = []
  const part = async (what: string, measure: () => Promise<readonly Figure[]>): Promise<void> => {
    say('bench', what)
    figures.push(...(await measure()))
  }
  say('bench', 'linter: recall and precision')
  const recall = lintRecall()
  figures.push(...recall.figures)
  await part('linter: time', () => lintTime(quick))
  const bench: Bench = {
    command: quick ? 'npm run bench -- --quick' : 'npm run bench',
    day: new Date().toISOString().slice(0, 10),
    seconds: (Date.now() - since) / 1000,
    machine: on,
    figures: [...figures, ...recall.families],
    unmeasured: [],
  }
  writeBench(join(root, 'bench-out'), bench)
  process.stdout.write(`\n${recall.text}\n\n${table(figures)}\n\n${summary(bench)}\n`)
})
