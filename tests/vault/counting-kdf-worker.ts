import { appendFileSync } from 'node:fs'
import { kdfRuns } from './kdf-runs.ts'

// The real worker, which leaves a mark for each run.
appendFileSync(kdfRuns(), '.')
void import('../../src/main/workers/kdf-worker.ts')
