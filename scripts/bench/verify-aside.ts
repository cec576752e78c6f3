import { cpSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { Figure } from './figure.ts'
import type { VerifyJob } from './verify-figures.ts'

/**
 * Verifies a copy of a closed vault in a separate thread. With 100,000 reports it keeps one core
 * busy for more than a minute: longer than the exports and imports that are timed in parallel.
 *
 * @param copy a folder that does not exist yet, and is deleted afterwards.
 */
export const verifyAside = async (
  vault: string,
  copy: string,
  of: Pick<VerifyJob, 'size' | 'isBeside'>,
): Promise<readonly Figure[]> => {
  cpSync(vault, copy, { recursive: true })
  try {
    const job: VerifyJob = { ...of, folder: copy, database: vaultPaths(copy).database }
    const worker = new Worker(new URL('verify-worker.ts', import.meta.url), { workerData: job })
    const [figures] = (await once(worker, 'message')) as [readonly Figure[]]
    return figures
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
