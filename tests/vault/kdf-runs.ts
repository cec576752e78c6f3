import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The path at which `counting-kdf-worker.ts` marks each run of Argon2id in this process. */
export const kdfRuns = (): string => join(tmpdir(), `vault-test-kdf-runs-${String(process.pid)}`)
