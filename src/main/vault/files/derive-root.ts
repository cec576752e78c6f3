import { Worker } from 'node:worker_threads'
import { saltBytes, withinKdfBounds, type KdfParams } from '../../../crypto/kdf.ts'
import { Secret } from '../../../crypto/secret.ts'
import { Failure, type FailureCode } from '../../../shared/failure.ts'

/** What the KDF worker is started with; the buffers are transferred to it. */
export type KdfJob = Readonly<{
  password: Uint8Array
  keyFile: Uint8Array | null
  kdf: KdfParams
}>

export type KdfReply = { ok: true; root: Uint8Array } | { ok: false; code: FailureCode }

export type DeriveRootInput = Readonly<{
  /** Path of the worker's script. */
  worker: string | URL
  /** Bytes of a passphrase or recovery code. Taken over and wiped. */
  password: Uint8Array
  /** Content of the key file, where one is used. Taken over and wiped. */
  keyFile?: Uint8Array | undefined
  kdf: KdfParams
  /** Cancelling ends the thread at once, in the middle of its work. */
  signal?: AbortSignal | undefined
}>

/**
 * Runs Argon2id in a thread of its own that ends with the answer. The caller wipes the root.
 *
 * @throws Failure 'kdf-bounds' before the thread is started; 'cancelled'; 'internal' when the
 *   thread dies, as it does where the memory cannot be had.
 */
export async function deriveRoot(input: DeriveRootInput): Promise<Secret> {
  // Own, exact buffers: one that shares a pool could be neither transferred nor wiped whole.
  const password = input.password.slice()
  const keyFile = input.keyFile?.slice() ?? null
  input.password.fill(0)
  input.keyFile?.fill(0)
  try {
    if (!withinKdfBounds(input.kdf) || input.kdf.salt.length !== saltBytes) {
      throw new Failure('kdf-bounds')
    }
    if (input.signal?.aborted === true) throw new Failure('cancelled')
    return await runWorker(input.worker, { password, keyFile, kdf: input.kdf }, input.signal)
  } finally {
    // Whole only when the thread was never started: a transferred buffer has no length.
    for (const bytes of [password, keyFile]) if (bytes !== null && bytes.length > 0) bytes.fill(0)
  }
}

function runWorker(
  script: string | URL,
  job: KdfJob,
  signal: AbortSignal | undefined,
): Promise<Secret> {
  const transferList = [job.password, job.keyFile].flatMap((bytes) =>
    bytes === null ? [] : [bytes.buffer as ArrayBuffer],
  )
  const worker = new Worker(script, { workerData: job, transferList, env: {}, execArgv: [] })
  return new Promise<Secret>((resolve, reject) => {
    const cancel = (): void => {
      settle(() => {
        reject(new Failure('cancelled'))
      })
    }
    const settle = (then: () => void): void => {
      signal?.removeEventListener('abort', cancel)
      worker.removeAllListeners()
      // An error that comes after the answer has nobody to go to.
      worker.on('error', () => undefined)
      void worker.terminate().then(then, then)
    }
    const broken = (): void => {
      settle(() => {
        reject(new Failure('internal'))
      })
    }
    signal?.addEventListener('abort', cancel)
    worker.on('error', broken)
    worker.on('exit', broken)
    worker.on('message', (reply: KdfReply) => {
      settle(() => {
        if (reply.ok) resolve(Secret.take(reply.root))
        else reject(new Failure(reply.code))
      })
    })
  })
}
