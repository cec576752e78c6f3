import { cpSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { exchangeMemoryFigures } from './exchange-memory-figures.ts'
import type { MemoryJob } from './exchange-memory-figures.ts'
import type { Figure } from './figure.ts'
import { lintRecall } from './lint-recall.ts'
import { verifyFigures } from './verify-figures.ts'
import type { VerifyJob } from './verify-figures.ts'

export type WhileGrowing = {
  readonly recall: ReturnType<typeof lintRecall>
  readonly memory: readonly Figure[]
}

type Job =
  | { readonly part: 'growing'; readonly memory: MemoryJob | null }
  | ({ readonly part: 'verify' } & VerifyJob)

/** Runs a part of the bench in a thread of its own, beside what this thread measures. */
const inThread = async (job: Job): Promise<unknown> => {
  const worker = new Worker(new URL(import.meta.url), { workerData: job })
  const [result] = (await once(worker, 'message')) as [unknown]
  return result
}

/**
 * What needs no quiet machine, while the vault grows on another core: what the checks find, which is
 * counted, and the memory of exports and imports, in processes of their own.
 *
 * @param memory null in a quick run.
 */
export const whileGrowing = async (memory: MemoryJob | null): Promise<WhileGrowing> =>
  (await inThread({ part: 'growing', memory })) as WhileGrowing

/**
 * Verifies a copy of a closed vault. With 100,000 reports it keeps one core for more than a minute:
 * longer than the exports and imports that are timed beside it.
 *
 * @param copy a folder that is not there yet, and is gone afterwards.
 */
export const verifyInThread = async (
  vault: string,
  copy: string,
  of: Pick<VerifyJob, 'size' | 'isConcurrent'>,
): Promise<readonly Figure[]> => {
  cpSync(vault, copy, { recursive: true })
  try {
    const database = vaultPaths(copy).database
    return (await inThread({ part: 'verify', ...of, folder: copy, database })) as readonly Figure[]
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const result = async (job: Job): Promise<WhileGrowing | readonly Figure[]> =>
  job.part === 'verify'
    ? verifyFigures(job)
    : {
        recall: lintRecall(),
        memory: job.memory === null ? [] : await exchangeMemoryFigures(job.memory),
      }

if (!isMainThread) parentPort?.postMessage(await result(workerData as Job))
