import { Worker } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import {
  argon2idRoot,
  mixKeyFile,
  passphraseBytes,
  saltBytes,
  takeMemory,
  withinKdfBounds,
} from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { parseRecoveryCode } from '../../../crypto/recovery-code.ts'
import { Secret } from '../../../crypto/secret.ts'
import { sodiumReady } from '../../../crypto/sodium.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'

/** The user's input to open a vault, as bytes that can be wiped. */
export type Credential = {
  /** Runs Argon2id in a separate thread; may be called for several sets of parameters. */
  readonly derive: (kdf: KdfParams) => Promise<Secret>
  readonly hasKeyFile: boolean
  readonly wipe: () => void
}

const credentialOf = (
  worker: string,
  password: Uint8Array,
  keyFile: Uint8Array | null,
  signal?: AbortSignal,
): Credential => ({
  // `deriveRoot` takes ownership of its buffers and wipes them.
  derive: (kdf) =>
    deriveRoot({ worker, password: password.slice(), keyFile: keyFile?.slice(), kdf, signal }),
  hasKeyFile: keyFile !== null,
  wipe: () => {
    password.fill(0)
    keyFile?.fill(0)
  },
})

/**
 * A passphrase, with a key file if one is used. The caller wipes it; the key file's bytes are taken
 * over.
 *
 * @param signal ends Argon2id in the middle of its work
 * @throws Failure 'invalid' for a passphrase that is not well-formed text.
 */
export const passphraseCredential = (
  worker: string,
  passphrase: string,
  keyFile: Uint8Array | null,
  signal?: AbortSignal,
): Credential => {
  try {
    return credentialOf(worker, passphraseBytes(passphrase), keyFile, signal)
  } catch (cause) {
    keyFile?.fill(0)
    throw cause
  }
}

/** A generated recovery code. The caller wipes both. */
export const codeCredential = (worker: string, code: Secret): Credential =>
  credentialOf(worker, code.bytes.slice(), null)

/** A recovery code as typed by the user. The caller wipes it. @throws Failure 'bad-code'. */
export const recoveryCredential = (
  worker: string,
  code: string,
  signal?: AbortSignal,
): Credential => {
  const parsed = parseRecoveryCode(code)
  try {
    return credentialOf(worker, parsed.bytes.slice(), null, signal)
  } finally {
    parsed.wipe()
  }
}

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

/** The thread's side of {@link deriveRoot}: one derivation, one answer, and the thread ends. */
export const answerDerivation = (port: MessagePort): void => {
  /** Memory is allocated in steps: a passphrase that arrives meanwhile does not wait for the rest. */
  let taking: ReturnType<typeof takeMemory> | null = null
  let isAsked = false

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
  const run = async (job: KdfJob): Promise<void> => {
    const reply = await answer(job)
    port.postMessage(reply, reply.ok ? [reply.root.buffer as ArrayBuffer] : [])
  }

  // Before there is a job: what it needs is loaded by then. Whether that worked is asked once there
  // is.
  sodiumReady().catch(() => undefined)
  port.on('message', (message: KdfAhead | KdfJob) => {
    if (!('password' in message)) {
      takeAhead(message).catch(() => undefined)
      return
    }
    isAsked = true
    taking?.return()
    taking = null
    void run(message)
  })
}
