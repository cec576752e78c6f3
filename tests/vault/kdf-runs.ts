import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getEnvironmentData } from 'node:worker_threads'

/**
 * The path at which `counting-kdf-worker.ts` marks each run of Argon2id in this process. The worker has
 * no environment, so that its `tmpdir()` can be another folder than that of the run.
 */
export const kdfRuns = (): string => {
  const runFolder = getEnvironmentData('run folder')
  return join(
    typeof runFolder === 'string' ? runFolder : tmpdir(),
    `vault-test-kdf-runs-${String(process.pid)}`,
  )
}
