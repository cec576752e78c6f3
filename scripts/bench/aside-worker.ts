import { parentPort, workerData } from 'node:worker_threads'
import type { Aside, AsideJob } from './aside.ts'
import { exchangeMemoryFigures } from './exchange-memory-figures.ts'
import { lintRecall } from './lint-recall.ts'
import { hardestTexts } from './lint-time.ts'

const { quick, memory } = workerData as AsideJob
const recall = lintRecall()
const hardest = hardestTexts(quick)
parentPort?.postMessage({
  recall,
  hardest,
  memory: memory === null ? [] : await exchangeMemoryFigures(memory),
} satisfies Aside)
