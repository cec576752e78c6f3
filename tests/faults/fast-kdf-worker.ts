import { parentPort } from 'node:worker_threads'
import type { KdfAhead, KdfJob } from '../../src/main/vault/files/credential.ts'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'

// The worker of the fast KDF: see fast-kdf.ts.
const rootOf = async ({ password, keyFile, kdf }: KdfJob): Promise<Uint8Array> => {
  const bytes = fastRootBytes(password, kdf)
  if (keyFile === null) return bytes
  // The app's own code mixes the key file in. libsodium loads slowly, and only here.
  const [{ mixKeyFile }, { Secret }, { sodiumReady }] = await Promise.all([
    import('../../src/crypto/kdf.ts'),
    import('../../src/crypto/secret.ts'),
    import('../../src/crypto/sodium.ts'),
  ])
  await sodiumReady()
  return mixKeyFile(Secret.take(bytes), keyFile).bytes.slice()
}

parentPort?.on('message', (message: KdfAhead | KdfJob) => {
  // A hash needs no memory ahead.
  if (!('password' in message)) return
  void rootOf(message).then((root) =>
    parentPort?.postMessage({ ok: true, root }, [root.buffer as ArrayBuffer]),
  )
})
