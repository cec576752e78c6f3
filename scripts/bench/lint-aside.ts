import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Figure } from './figure.ts'
import type { lintRecall } from './lint-recall.ts'

export interface LintAside {
  readonly recall: ReturnType<typeof lintRecall>
  readonly hardest: readonly Figure[]
}

/**
 * What the linter finds, and what the hardest texts cost it: counts, and the processor time of the
 * thread that they run in. So they need no quiet machine, and a thread of their own may take them
 * while the vault grows on another core.
 */
export const lintAside = async (quick: boolean): Promise<LintAside> => {
  const worker = new Worker(new URL('lint-aside-worker.ts', import.meta.url), { workerData: quick })
  const [found] = (await once(worker, 'message')) as [LintAside]
  return found
}
