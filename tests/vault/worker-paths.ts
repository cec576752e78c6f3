import { join } from 'node:path'
import { BroadcastChannel, getEnvironmentData, Worker } from 'node:worker_threads'
import type { WorkerPaths } from '../../src/main/vault/session/worker-paths.ts'

const workers = join(import.meta.dirname, '..', '..', 'src', 'main', 'workers')

/** The worker scripts that the tests start thousands of times, by their names in the bundle. */
export const bundledSources = {
  age: join(workers, 'age-worker.ts'),
  kdf: join(workers, 'kdf-worker.ts'),
  'fast-kdf': join(import.meta.dirname, '..', 'faults', 'fast-kdf-worker.ts'),
  'remembering-kdf': join(import.meta.dirname, 'remembering-kdf-worker.ts'),
  'asking-lint': join(import.meta.dirname, 'asking-lint-worker.ts'),
  verify: join(workers, 'verify-worker.ts'),
} as const

/** Bundled in a run, also in a process that a test starts, as in the app; else the source. */
const scriptOf = (name: keyof typeof bundledSources): string => {
  const bundled = process.env['UNDERSTORY_TEST_WORKERS']
  return bundled === undefined ? bundledSources[name] : join(bundled, `${name}.js`)
}

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

/** The workers of most tests. The vaults of one process share a linter. */
export const workerPaths: WorkerPaths = {
  /** The hash, unless the run or the test file asks for Argon2id: see fast-kdf.ts. */
  get kdf() {
    if (process.env['UNDERSTORY_TEST_KDF'] === 'fast') return scriptOf('fast-kdf')
    return scriptOf(getEnvironmentData('run folder') === undefined ? 'kdf' : 'remembering-kdf')
  },
  get age() {
    return scriptOf('age')
  },
  get lint() {
    // Most processes that a test starts check no text: theirs starts with the first one.
    if (getEnvironmentData('run folder') === undefined) return ownLintWorker
    startLinter()
    return scriptOf('asking-lint')
  },
  get verify() {
    return scriptOf('verify')
  },
}

/** The same with the app's own KDF worker, for tests that are about derivations. */
export const ownWorkers: WorkerPaths = {
  get kdf() {
    return scriptOf('kdf')
  },
  get age() {
    return workerPaths.age
  },
  get lint() {
    return workerPaths.lint
  },
  get verify() {
    return workerPaths.verify
  },
}
