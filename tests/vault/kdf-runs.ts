import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where `counting-kdf-worker.ts` leaves a mark for each run of Argon2id in this process. */
export const kdfRuns = (): string => join(tmpdir(), `vault-test-kdf-runs-${String(process.pid)}`)
