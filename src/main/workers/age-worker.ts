import { parentPort, workerData } from 'node:worker_threads'
import type { AgeJob } from '../exchange/age-file.ts'
import { runAgeJob } from '../exchange/age-work.ts'

/** The thread of one age file. */
if (parentPort !== null) runAgeJob(parentPort, workerData as AgeJob)
