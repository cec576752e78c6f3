import { Secret } from '../../src/crypto/secret.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { TestVault } from '../store/test-vault.ts'
import { workerPaths } from './worker-paths.ts'

/** As much of a session as a verification needs, of an open store. */
export const sessionOf = (d: TestVault, change: Partial<Session> = {}): Session =>
  ({
    mode: 'open',
    store: d.store,
    folder: d.folder,
    databaseKey: () => Secret.take(new Uint8Array(d.key)),
    nativeBinding: undefined,
    workers: workerPaths,
    ...change,
  }) as unknown as Session
