import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { exchangeMemoryFigures } from './exchange-memory-figures.ts'
import type { MemoryJob } from './exchange-memory-figures.ts'
import type { Figure } from './figure.ts'
import { lintRecall } from './lint-recall.ts'

export type WhileGrowing = {
  readonly recall: ReturnType<typeof lintRecall>
  readonly memory: readonly Figure[]
}

type Job = { readonly memory: MemoryJob | null }

/**
 * What needs no quiet machine, while the vault grows on another core: what the checks find, which is
 * counted, and the memory of exports and imports, in processes of their own.
 *
 * @param memory null in a quick run.
 */
export const whileGrowing = async (memory: MemoryJob | null): Promise<WhileGrowing> => {
  const workerData: Job = { memory }
  const worker = new Worker(new URL(import.meta.url), { workerData })
  const [result] = (await once(worker, 'message')) as [WhileGrowing]
  return result
}

const result = async ({ memory }: Job): Promise<WhileGrowing> => ({
  recall: lintRecall(),
  memory: memory === null ? [] : await exchangeMemoryFigures(memory),
})

if (!isMainThread) parentPort?.postMessage(await result(workerData as Job))
