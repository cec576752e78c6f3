import { parentPort, workerData } from 'node:worker_threads'
import type { LintAside } from './lint-aside.ts'
import { lintRecall } from './lint-recall.ts'
import { hardestTexts } from './lint-time.ts'

const found: LintAside = { recall: lintRecall(), hardest: hardestTexts(workerData as boolean) }
parentPort?.postMessage(found)
