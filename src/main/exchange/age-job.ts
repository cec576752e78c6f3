import { Worker } from 'node:worker_threads'
import { Failure, type FailureCode } from '../../shared/failure.ts'
import type { AgeKeys, AgeTarget, Opened } from './age-format.ts'

/** What the age worker is started with. */
export type AgeJob =
  | { readonly kind: 'encrypt'; readonly plaintext: Uint8Array; readonly target: AgeTarget }
  | { readonly kind: 'decrypt'; readonly file: Uint8Array; readonly keys: AgeKeys }

export type AgeReply =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly by: Opened['by'] | null }
  | { readonly ok: false; readonly code: FailureCode; readonly fields: readonly string[] }

type Place = {
  /** Path of the worker's script, `.ts` or `.cjs`. */
  readonly worker: string
  readonly signal: AbortSignal
}

/**
 * Encrypts in a worker. `plaintext` is moved there when it owns its whole buffer: the caller must
 * not use it afterwards.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'cancelled' (the worker is ended at once),
 * 'internal'.
 */
export async function encryptInWorker(
  plaintext: Uint8Array,
  target: AgeTarget,
  place: Place,
): Promise<Uint8Array> {
  return (await start({ kind: 'encrypt', plaintext, target }, plaintext, place)).bytes
}

/**
 * Decrypts in a worker, whole or not at all. `file` is moved there.
 *
 * @throws Failure as `decryptAge`, and 'cancelled', 'internal'.
 */
export async function decryptInWorker(
  file: Uint8Array,
  keys: AgeKeys,
  place: Place,
): Promise<Opened> {
  const { bytes, by } = await start({ kind: 'decrypt', file, keys }, file, place)
  if (by === null) throw new Failure('internal')
  return { plaintext: bytes, by }
}

function start(
  job: AgeJob,
  moved: Uint8Array,
  { worker: script, signal }: Place,
): Promise<Extract<AgeReply, { ok: true }>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(new Failure('cancelled'))
      return
    }
    const own = moved.buffer instanceof ArrayBuffer && moved.byteLength === moved.buffer.byteLength
    const worker = new Worker(script, {
      workerData: job,
      transferList: own ? [moved.buffer] : [],
      // Nothing of ours is for the worker to read, and what it might print is for nobody.
      env: {},
      argv: [],
      stdout: true,
      stderr: true,
    })
    const stop = (): void => {
      void worker.terminate()
      reject(new Failure('cancelled'))
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.once('message', (reply: AgeReply) => {
      if (reply.ok) resolve(reply)
      else reject(new Failure(reply.code, { fields: reply.fields }))
    })
    worker.once('error', (cause) => reject(new Failure('internal', { cause })))
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Failure('internal'))
    })
  })
}
