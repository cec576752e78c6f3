import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerPaths } from '../../src/main/vault/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')
const fastKdf = join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts')

/** The app's own lint worker, for tests that are about it: seconds of work for each vault. */
export const ownLintWorker = join(workers, 'lint-worker.ts')

let linter: Worker | undefined

/** The workers' sources: Node runs them as they are. The vaults of one process share a linter. */
export const workerPaths: WorkerPaths = {
  /** Another one where `takeFastKdf` was called. */
  get kdf() {
    return process.env['UNDERSTORY_TEST_KDF'] === 'fast' ? fastKdf : join(workers, 'kdf-worker.ts')
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
