import { Worker } from 'node:worker_threads'
import { saltBytes, withinKdfBounds } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'

/** Input of the KDF worker; its buffers are transferred. */
export type KdfJob = Readonly<{
  password: Uint8Array
  keyFile: Uint8Array | null
  kdf: KdfParams
}>

/** Memory to allocate for a derivation while its passphrase is being typed. */
export type KdfAhead = Readonly<{ memoryKiB: number }>

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
 * Runs Argon2id in a separate thread that ends with the answer. The caller wipes the root.
 *
 * @throws Failure 'kdf-bounds' before the thread is started; 'cancelled'; 'internal' if the thread
 *   dies, for example because the memory can't be allocated.
 */
export const deriveRoot = async (input: DeriveRootInput): Promise<Secret> => {
  // Copies with exact buffers: a buffer that shares a pool could be neither transferred nor wiped
  // completely.
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
    // Non-empty only if the thread was never started: a transferred buffer has length 0.
    for (const bytes of [password, keyFile]) if (bytes !== null && bytes.length > 0) bytes.fill(0)
  }
}

/** Time without an unlock after which the prepared memory is freed, in milliseconds. */
const untypedMs = 60_000

const start = (script: string | URL): Worker => new Worker(script, { env: {}, execArgv: [] })

let waiting: { readonly script: string; readonly worker: Worker; hasMemory: boolean } | null = null

/**
 * Starts the thread of the next derivation, so that it is loaded when a passphrase is submitted. It
 * holds no secret until then, and keeps no process alive.
 */
export const readyAhead = (script: string | URL): void => {
  if (waiting !== null) return
  const worker = start(script)
  waiting = { script: String(script), worker, hasMemory: false }
  const gone = (): void => {
    if (waiting?.worker === worker) waiting = null
  }
  worker.on('error', gone)
  worker.on('exit', gone)
  worker.unref()
}

/**
 * Also allocates the memory of a derivation in that thread while the user types a passphrase: the
 * system takes a tenth of a second to provide it. After a minute without an unlock the thread ends
 * and the memory is freed.
 */
export const takeMemoryAhead = (script: string | URL, memoryKiB: number): void => {
  readyAhead(script)
  if (waiting === null || waiting.hasMemory) return
  const { worker } = waiting
  waiting.hasMemory = true
  worker.postMessage({ memoryKiB } satisfies KdfAhead)
  setTimeout(() => {
    if (waiting?.worker === worker) dropAhead()
  }, untypedMs).unref()
}

/** Ends a prepared thread that is no longer needed. */
export const dropAhead = (): void => {
  void waiting?.worker.terminate()
  waiting = null
}

const takeThread = (script: string | URL): Worker => {
  if (waiting?.script !== String(script)) return start(script)
  const { worker } = waiting
  waiting = null
  worker.removeAllListeners()
  worker.ref()
  return worker
}

const runWorker = (
  script: string | URL,
  job: KdfJob,
  signal: AbortSignal | undefined,
): Promise<Secret> => {
  const transferList = [job.password, job.keyFile].flatMap((bytes) =>
    bytes === null ? [] : [bytes.buffer as ArrayBuffer],
  )
  const worker = takeThread(script)
  return new Promise<Secret>((resolve, reject) => {
    const cancel = (): void => {
      settle(() => {
        reject(new Failure('cancelled'))
      })
    }
    const end = (): Promise<unknown> => {
      signal?.removeEventListener('abort', cancel)
      worker.removeAllListeners()
      // An error after the answer has no receiver.
      worker.on('error', () => undefined)
      return worker.terminate()
    }
    const settle = (then: () => void): void => {
      void end().then(then, then)
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
      // The thread ends while the answer is used: freeing its memory takes a while.
      void end()
      if (reply.ok) resolve(Secret.take(reply.root))
      else reject(new Failure(reply.code))
    })
    worker.postMessage(job, transferList)
  })
}
