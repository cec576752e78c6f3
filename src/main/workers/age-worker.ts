import { parentPort, workerData } from 'node:worker_threads'
import { sodiumReady } from '../../crypto/sodium.ts'
import { Failure } from '../../shared/failure.ts'
import { startReading, startWriting } from '../exchange/age-work.ts'
import type { AgeJob, AgeOrder, AgeReply } from '../exchange/age-file.ts'

/** One job: a reply for each order, and the thread ends with the last. Buffers are transferred. */
const reply = (message: AgeReply): void =>
  parentPort?.postMessage(
    message,
    message.kind === 'bytes' ? [message.bytes.buffer as ArrayBuffer] : [],
  )

const refuse = (cause: unknown): void => {
  const known = cause instanceof Failure
  const code = known ? cause.code : 'internal'
  reply({ kind: 'failed', code, fields: known ? cause.fields : [] })
}

const create = async (job: Extract<AgeJob, { kind: 'create' }>) => {
  const file = await startWriting(job)
  reply({ kind: 'ready', by: null, bytes: 0 })
  return (order: AgeOrder): void => {
    if (order.kind !== 'bytes') {
      reply({ kind: 'done', ...file.finish() })
      return
    }
    file.write(order.bytes)
    reply({ kind: 'taken' })
  }
}

const open = async ({ path, keys, maxBytes, sealed }: Extract<AgeJob, { kind: 'open' }>) => {
  const { by, bytes, pieces } = await startReading(path, keys, maxBytes, sealed)
  reply({ kind: 'ready', by, bytes })
  return (): void => {
    const next = pieces.next()
    reply(
      next.done === true ? { kind: 'done', bytes, digest: null } : { kind: 'bytes', ...next.value },
    )
  }
}

const run = async (job: AgeJob): Promise<void> => {
  await sodiumReady()
  const obey = await (job.kind === 'create' ? create(job) : open(job))
  let failed = false
  parentPort?.on('message', (order: AgeOrder) => {
    if (failed) return
    try {
      obey(order)
    } catch (cause) {
      failed = true
      refuse(cause)
    }
  })
}

run(workerData as AgeJob).catch(refuse)
