import { parentPort, workerData } from 'node:worker_threads'
import { sodiumReady } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import { decryptAge, encryptAge } from '../exchange/age-format.ts'
import type { AgeJob, AgeReply } from '../exchange/age-job.ts'

/** One job, one reply, and the thread ends. Buffers are handed over, not copied. */
async function run(job: AgeJob): Promise<AgeReply> {
  try {
    await sodiumReady()
    if (job.kind === 'encrypt') {
      return { ok: true, bytes: await encryptAge(job.plaintext, job.target), by: null }
    }
    const { plaintext, by } = await decryptAge(job.file, job.keys)
    return { ok: true, bytes: plaintext, by }
  } catch (cause) {
    const known = cause instanceof Failure
    return { ok: false, code: known ? cause.code : 'internal', fields: known ? cause.fields : [] }
  }
}

void run(workerData as AgeJob).then((reply) => {
  parentPort?.postMessage(reply, reply.ok ? [reply.bytes.buffer as ArrayBuffer] : [])
})
