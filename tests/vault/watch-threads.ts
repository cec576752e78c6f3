import type { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'

/** Counts the threads that this process starts from now on, and those of them that ended. */
export const watchThreads = (): { readonly started: number; readonly ended: number } => {
  const seen = { started: 0, ended: 0 }
  const count = (worker: Worker): void => {
    seen.started += 1
    worker.once('exit', () => (seen.ended += 1))
  }
  process.on('worker', count)
  onTestFinished(() => void process.off('worker', count))
  return seen
}
