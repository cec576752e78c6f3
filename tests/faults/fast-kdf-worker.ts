import { parentPort } from 'node:worker_threads'
import type { KdfJob } from '../../src/main/vault/files/derive-root.ts'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'

// The worker of vaults that are made by the thousand: see fast-kdf.ts.
parentPort?.once('message', ({ password, keyFile, kdf }: KdfJob) => {
  if (keyFile !== null) throw new Error('no key files here')
  const root = fastRootBytes(password, kdf)
  parentPort?.postMessage({ ok: true, root }, [root.buffer as ArrayBuffer])
})
