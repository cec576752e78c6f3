import { parentPort } from 'node:worker_threads'
import { argon2idRoot, mixKeyFile } from '../../crypto/kdf.ts'
import type { Secret } from '../../crypto/secret.ts'
import { sodiumReady } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import type { KdfJob, KdfReply } from '../vault/files/derive-root.ts'

// One derivation, one answer, and the thread ends: see files/derive-root.ts.

function derive({ password, keyFile, kdf }: KdfJob): Secret {
  const root = argon2idRoot(password, kdf)
  if (keyFile === null) return root
  try {
    return mixKeyFile(root, keyFile)
  } finally {
    root.wipe()
  }
}

async function answer(job: KdfJob): Promise<KdfReply> {
  try {
    await sodiumReady()
    return { ok: true, root: derive(job).bytes.slice() }
  } catch (cause) {
    return { ok: false, code: cause instanceof Failure ? cause.code : 'internal' }
  } finally {
    job.password.fill(0)
    job.keyFile?.fill(0)
  }
}

async function run(job: KdfJob): Promise<void> {
  const reply = await answer(job)
  parentPort?.postMessage(reply, reply.ok ? [reply.root.buffer as ArrayBuffer] : [])
}

// Before there is a job: what it needs is loaded by then. Whether that worked is asked once there is.
sodiumReady().catch(() => undefined)
parentPort?.once('message', (job: KdfJob) => void run(job))
