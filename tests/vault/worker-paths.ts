import { join } from 'node:path'
import type { WorkerPaths } from '../../src/main/vault/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')

/** The workers' sources: Node runs them as they are. */
export const workerPaths: WorkerPaths = {
  kdf: join(workers, 'kdf-worker.ts'),
  age: join(workers, 'age-worker.ts'),
  lint: join(workers, 'lint-worker.ts'),
}
