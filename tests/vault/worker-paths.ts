import { join } from 'node:path'
import { BroadcastChannel, getEnvironmentData, Worker } from 'node:worker_threads'
import type { WorkerPaths } from '../../src/main/vault/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')
const fastKdf = join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts')
const ownKdf = join(workers, 'kdf-worker.ts')
const rememberingKdf = join(import.meta.dirname, 'remembering-kdf-worker.ts')

/** The app's own lint worker, for tests that are about it: seconds of work for each vault. */
export const ownLintWorker = join(workers, 'lint-worker.ts')

let linter: Worker | undefined
let isLinterReady: Promise<void> = Promise.resolve()

const startLinter = (): void => {
  if (linter !== undefined) return
  const here = new BroadcastChannel('linter here')
  isLinterReady = new Promise((done) => {
    here.onmessage = () => {
      here.close()
      done()
    }
  })
  linter = new Worker(join(import.meta.dirname, 'shared-linter.ts'))
  linter.unref()
}

/**
 * Waits until the shared linter has built its tables. The app gives a lint twenty seconds, and a busy
 * machine can need longer for the tables alone. A process that a test starts does not wait.
 */
export const linterReady = async (): Promise<void> => {
  if (getEnvironmentData('run folder') === undefined) return
  startLinter()
  await isLinterReady
}

/** The workers' sources: Node runs them as they are. The vaults of one process share a linter. */
export const workerPaths: WorkerPaths = {
  /** The hash, unless the run or the test file asks for Argon2id: see fast-kdf.ts. */
  get kdf() {
    if (process.env['UNDERSTORY_TEST_KDF'] === 'fast') return fastKdf
    return getEnvironmentData('run folder') === undefined ? ownKdf : rememberingKdf
  },
  age: join(workers, 'age-worker.ts'),
  get lint() {
    startLinter()
    return join(import.meta.dirname, 'asking-lint-worker.ts')
  },
}

/** The same with the app's own KDF worker, for tests that are about derivations. */
export const ownWorkers: WorkerPaths = {
  kdf: ownKdf,
  age: workerPaths.age,
  get lint() {
    return workerPaths.lint
  },
}
