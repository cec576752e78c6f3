import { parentPort, workerData } from 'node:worker_threads'
import { verifyFigures } from './verify-figures.ts'
import type { VerifyJob } from './verify-figures.ts'

parentPort?.postMessage(await verifyFigures(workerData as VerifyJob))
