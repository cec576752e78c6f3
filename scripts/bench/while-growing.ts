import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { MemoryJob } from './exchange-memory-figures.ts'
import type { Figure } from './figure.ts'
import type { lintRecall } from './lint-recall.ts'

export type GrowingJob = {
  readonly quick: boolean
  /** None of a quick run. */
  readonly memory: MemoryJob | null
}

export type WhileGrowing = {
  readonly recall: ReturnType<typeof lintRecall>
  readonly hardest: readonly Figure[]
  readonly memory: readonly Figure[]
}

/**
 * Figures that need no quiet machine, in a separate thread, while the vault grows on another core:
 * the findings of the checks, which are counted; the cost of the hardest texts, in processor time
 * of that thread; and the memory of exports and imports, in separate processes.
 */
export const whileGrowing = async (job: GrowingJob): Promise<WhileGrowing> => {
  const worker = new Worker(new URL('while-growing-worker.ts', import.meta.url), {
    workerData: job,
  })
  const [found] = (await once(worker, 'message')) as [WhileGrowing]
  return found
}
