import { parentPort } from 'node:worker_threads'
import { argon2idRoot, mixKeyFile, takeMemory } from '../../crypto/kdf.ts'
import type { Secret } from '../../crypto/secret.ts'
import { sodiumReady } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import type { KdfAhead, KdfJob, KdfReply } from '../vault/files/derive-root.ts'

// One derivation, one answer, and the thread ends: see files/derive-root.ts.

const derive = ({ password, keyFile, kdf }: KdfJob): Secret => {
  const root = argon2idRoot(password, kdf)
  if (keyFile === null) return root
  try {
    return mixKeyFile(root, keyFile)
  } finally {
    root.wipe()
  }
}

const answer = async (job: KdfJob): Promise<KdfReply> => {
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

const run = async (job: KdfJob): Promise<void> => {
  const reply = await answer(job)
  parentPort?.postMessage(reply, reply.ok ? [reply.root.buffer as ArrayBuffer] : [])
}

/** Memory is allocated in steps: a passphrase that arrives meanwhile does not wait for the rest. */
let taking: ReturnType<typeof takeMemory> | null = null

const goOn = (): void => {
  if (taking === null) return
  if (taking.next().done === true) taking = null
  else setImmediate(goOn)
}

const takeAhead = async ({ memoryKiB }: KdfAhead): Promise<void> => {
  await sodiumReady()
  if (isAsked) return
  taking = takeMemory(memoryKiB)
  goOn()
}

let isAsked = false

// Before there is a job: what it needs is loaded by then. Whether that worked is asked once there is.
sodiumReady().catch(() => undefined)
parentPort?.on('message', (message: KdfAhead | KdfJob) => {
  if (!('password' in message)) {
    takeAhead(message).catch(() => undefined)
    return
  }
  isAsked = true
  taking?.return()
  taking = null
  void run(message)
})
