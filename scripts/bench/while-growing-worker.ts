import { parentPort, workerData } from 'node:worker_threads'
import { exchangeMemoryFigures } from './exchange-memory-figures.ts'
import { lintRecall } from './lint-recall.ts'
import { hardestTexts } from './lint-time.ts'
import type { GrowingJob, WhileGrowing } from './while-growing.ts'

const { quick, memory } = workerData as GrowingJob
const recall = lintRecall()
const hardest = hardestTexts(quick)
parentPort?.postMessage({
  recall,
  hardest,
  memory: memory === null ? [] : await exchangeMemoryFigures(memory),
} satisfies WhileGrowing)
