import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getEnvironmentData, parentPort } from 'node:worker_threads'
import type { KdfAhead, KdfJob, KdfReply } from '../../src/main/vault/files/credential.ts'

/*
 * The worker of most tests, with a cache. The result of the app's own Argon2id for a password, a
 * salt and a cost is kept in the folder of the run and reused for the same input. Nothing is faked:
 * each root was made by Argon2id in this run, and any new input (a new salt, another word, a wrong
 * passphrase) is derived in full. A key file is mixed in by the app's own code each time: only the
 * result of Argon2id is kept.
 *
 * The app's own worker (`ownWorkers` in worker-paths.ts, or its path) is for tests about the
 * derivation itself: how long it takes, how often it runs, and what happens to one that is stopped
 * midway: derive-root, header-credentials, stopped-key, wipe, restore. Processes that a test
 * starts, including those to be killed, use the app's own worker too.
 */

/** Each part after its length, so that two inputs never have the same name. */
const nameOf = ({ password, kdf }: KdfJob): string => {
  const hash = createHash('sha256')
  for (const part of [password, kdf.salt]) hash.update(`${String(part.length)}:`).update(part)
  return hash.update(`${String(kdf.passes)}:${String(kdf.memoryKiB)}`).digest('hex')
}

const remembered = (path: string): Uint8Array | null => {
  try {
    // A copy: the bytes are transferred to another thread with their whole buffer.
    return new Uint8Array(readFileSync(path))
  } catch {
    return null
  }
}

/** Written atomically: another process may be reading the folder. */
const remember = (path: string, root: Uint8Array): void => {
  const unfinished = `${path}.${randomUUID()}`
  writeFileSync(unfinished, root)
  renameSync(unfinished, path)
}

/** Loaded only when needed: libsodium takes longer to load than the rest of an answer. */
const ownCode = async () => {
  const [kdf, { Secret }, { sodiumReady }] = await Promise.all([
    import('../../src/crypto/kdf.ts'),
    import('../../src/crypto/secret.ts'),
    import('../../src/crypto/sodium.ts'),
  ])
  await sodiumReady()
  return { ...kdf, Secret }
}

const derive = async (job: KdfJob): Promise<Uint8Array> => {
  const runFolder = getEnvironmentData('run folder')
  if (typeof runFolder !== 'string') throw new Error('outside a run')
  const path = join(runFolder, 'roots', nameOf(job))
  let bytes = remembered(path)
  if (bytes === null) {
    bytes = (await ownCode()).argon2idRoot(job.password, job.kdf).bytes.slice()
    remember(path, bytes)
  }
  if (job.keyFile === null) return bytes
  const { mixKeyFile, Secret } = await ownCode()
  return mixKeyFile(Secret.take(bytes), job.keyFile).bytes.slice()
}

const answer = async (job: KdfJob): Promise<KdfReply> => {
  try {
    return { ok: true, root: await derive(job) }
  } catch (cause) {
    const { Failure } = await import('../../src/shared/failure.ts')
    return { ok: false, code: cause instanceof Failure ? cause.code : 'internal' }
  } finally {
    job.password.fill(0)
    job.keyFile?.fill(0)
  }
}

parentPort?.on('message', (message: KdfAhead | KdfJob) => {
  // A request to allocate memory, for a derivation that may not be needed.
  if (!('password' in message)) return
  void answer(message).then((reply) =>
    parentPort?.postMessage(reply, reply.ok ? [reply.root.buffer as ArrayBuffer] : []),
  )
})
