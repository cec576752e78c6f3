import { join } from 'node:path'
import type { WorkerPaths } from '../../src/main/vault/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')
const fastKdf = join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts')

/** The workers' sources: Node runs them as they are. */
export const workerPaths: WorkerPaths = {
  /** Another one where `takeFastKdf` was called. */
  get kdf() {
    return process.env['UNDERSTORY_TEST_KDF'] === 'fast' ? fastKdf : join(workers, 'kdf-worker.ts')
  },
  age: join(workers, 'age-worker.ts'),
  lint: join(workers, 'lint-worker.ts'),
}
