import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getEnvironmentData, parentPort } from 'node:worker_threads'
import type { KdfAhead, KdfJob, KdfReply } from '../../src/main/vault/files/derive-root.ts'

/*
 * The worker of most tests: it remembers. What the app's own Argon2id gave for a password, a salt and
 * a cost is kept in the folder of the run, and given again to whoever asks for the very same. Nothing is
 * faked: each root is one that Argon2id made in this run, and whatever was not asked for before (a new
 * salt, another word, a wrong passphrase) is derived, in all its length. A key file is mixed in by the
 * app's own code, each time anew: only what Argon2id gave is kept.
 *
 * The app's own worker (`ownWorkers` in worker-paths.ts, or its path) is for tests that are about the
 * derivation itself: how long it takes, how often it runs, and what becomes of one that is stopped in
 * the middle: derive-root, header-credentials, stopped-key, wipe, restore. Processes that a test starts,
 * those to be killed among them, have it too.
 */

/** Each part after its length, so that no two questions are one. */
const nameOf = ({ password, kdf }: KdfJob): string => {
  const hash = createHash('sha256')
  for (const part of [password, kdf.salt]) hash.update(`${String(part.length)}:`).update(part)
  return hash.update(`${String(kdf.passes)}:${String(kdf.memoryKiB)}`).digest('hex')
}

const remembered = (path: string): Uint8Array | null => {
  try {
    // A copy: the bytes go to another thread, with the whole of what they lie in.
    return new Uint8Array(readFileSync(path))
  } catch {
    return null
  }
}

/** Whole or not at all: another process may be looking for it right now. */
const remember = (path: string, root: Uint8Array): void => {
  const unfinished = `${path}.${randomUUID()}`
  writeFileSync(unfinished, root)
  renameSync(unfinished, path)
}

/** Loaded where it is needed only: libsodium takes longer than all the rest of an answer. */
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
  // Memory for a derivation that may not be needed at all.
  if (!('password' in message)) return
  void answer(message).then((reply) =>
    parentPort?.postMessage(reply, reply.ok ? [reply.root.buffer as ArrayBuffer] : []),
  )
})
