import { parentPort } from 'node:worker_threads'
import { lint } from '../../src/linter/lint.ts'
import type { ProtectedName } from '../../src/linter/names/variants.ts'

export type CostJob = { readonly text: string; readonly names: readonly ProtectedName[] }

/**
 * Milliseconds of processor time of this thread: other programs on the machine do not count. Falls
 * back to the clock where the platform does not tell (Node before 23.9).
 */
function reading(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Checks one text as the app does, in a thread of its own, and answers what that cost. */
parentPort?.on('message', ({ text, names }: CostJob) => {
  const before = reading()
  lint(text, { names })
  parentPort?.postMessage(reading() - before)
})
