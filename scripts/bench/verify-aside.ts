import { cpSync } from 'node:fs'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { Figure } from './figure.ts'
import type { VerifyJob } from './verify-figures.ts'

/**
 * Verifies a copy of a closed vault in a thread of its own. It keeps one core for a minute; what is
 * measured meanwhile has to be held against what was measured meanwhile too.
 *
 * @param copy a folder that is not there yet.
 */
export const verifyAside = async (
  vault: string,
  copy: string,
  size: string,
): Promise<readonly Figure[]> => {
  cpSync(vault, copy, { recursive: true })
  const job: VerifyJob = { folder: copy, database: vaultPaths(copy).database, size }
  const worker = new Worker(new URL('verify-worker.ts', import.meta.url), { workerData: job })
  const [figures] = (await once(worker, 'message')) as [readonly Figure[]]
  return figures
}
