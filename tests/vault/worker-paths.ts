import { join } from 'node:path'
import { getEnvironmentData, Worker } from 'node:worker_threads'
import type { WorkerPaths } from '../../src/main/vault/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')
const fastKdf = join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts')
const ownKdf = join(workers, 'kdf-worker.ts')
const rememberingKdf = join(import.meta.dirname, 'remembering-kdf-worker.ts')

/** The app's own lint worker, for tests that are about it: seconds of work for each vault. */
export const ownLintWorker = join(workers, 'lint-worker.ts')

let linter: Worker | undefined

/** The workers' sources: Node runs them as they are. The vaults of one process share a linter. */
export const workerPaths: WorkerPaths = {
  /** Another one where `takeFastKdf` was called, and the app's own where no run keeps what it gave. */
  get kdf() {
    if (process.env['UNDERSTORY_TEST_KDF'] === 'fast') return fastKdf
    return getEnvironmentData('run folder') === undefined ? ownKdf : rememberingKdf
  },
  age: join(workers, 'age-worker.ts'),
  get lint() {
    if (linter === undefined) {
      linter = new Worker(join(import.meta.dirname, 'shared-linter.ts'))
      linter.unref()
    }
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
