import { parentPort } from 'node:worker_threads'
import { lint } from '../../src/disclosure-checks/lint.ts'
import type { ProtectedName } from '../../src/disclosure-checks/names/variants.ts'
import { walk } from './yardstick.ts'

export type CostJob = {
  readonly text: string
  readonly names: readonly ProtectedName[]
  /** The yardstick is asked for only where a check takes longer. */
  readonly within: number
}

/** Milliseconds of the check and of the yardstick; null where the yardstick was not asked for. */
export type Cost = { readonly check: number; readonly yardstick: number | null }

/**
 * Milliseconds of processor time of this thread: other programs on the machine do not count. Falls
 * back to the clock where the platform cannot measure it (Node before 23.9).
 */
const reading = (): number => {
  if (typeof process.threadCpuUsage !== 'function') return performance.now()
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const costOf = (act: () => unknown): number => {
  const before = reading()
  act()
  return reading() - before
}

// The first runs are slow.
for (let warm = 0; warm < 5; warm += 1) walk()

/** Checks one text as the app does, in a thread of its own, and answers what that cost. */
parentPort?.on('message', ({ text, names, within }: CostJob) => {
  const check = costOf(() => lint(text, { names }))
  const yardstick = check < within ? null : costOf(walk)
  parentPort?.postMessage({ check, yardstick } satisfies Cost)
})
