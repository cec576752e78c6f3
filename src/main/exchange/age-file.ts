import { Worker } from 'node:worker_threads'
import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'
import type { AgeKeys, AgeTarget, OpenedBy } from './age-format.ts'
import type { SealedFile } from './blob-cipher.ts'
import { appear, randomName, removeExport } from './write-export.ts'

const batchBytes = 1024 * 1024
/** How many batches may be on their way: enough that neither thread waits for the other. */
const ahead = 4

/** A finished age file that has not appeared yet. */
export type FinishedAgeFile = {
  /** `<32 hex digits>.age` */
  readonly name: string
  readonly bytes: number
  /** SHA-256 of what was encrypted and written, in hex. */
  readonly digest: string
  /** Gives it its name; does not wait. @throws Failure 'storage', and nothing stays. */
  readonly appear: () => void
  /** Takes it back, before or after it appeared. */
  readonly remove: () => void
}

/** Takes plaintext in. One call at a time; after a failure only `abort` is left, and does no harm. */
export type AgeSink = {
  /**
   * Takes a copy, and waits while the disk or the cipher is behind. Any failure discards the
   * written bytes.
   *
   * @throws Failure 'storage', 'cancelled', 'internal'.
   */
  readonly write: (bytes: Uint8Array) => Promise<void>
  /**
   * The file is complete, on the disk, and was read back whole. It stays invisible until `appear`.
   *
   * @throws Failure as `write`.
   */
  readonly finish: () => Promise<FinishedAgeFile>
  /** Nothing stays. */
  readonly abort: () => Promise<void>
}

/**
 * Begins an age v1 file in a folder: encrypted in a worker while it is written, in constant memory.
 * It has a random name and mode 0600 and is dated midnight UTC of `day`. It appears complete or not
 * at all; aborting the place's signal ends the worker at once and leaves nothing.
 *
 * @throws Failure 'invalid', 'mixed-recipients', 'storage', 'cancelled', 'internal'.
 */
export const createAgeFile = async (
  { folder, day }: { readonly folder: string; readonly day: Day },
  target: AgeTarget,
  place: AgePlace,
): Promise<AgeSink> => {
  const name = randomName('.age')
  const thread = new AgeThread({ kind: 'create', folder, name, day, target }, place)
  let batch = new Uint8Array(batchBytes)
  let length = 0
  let onTheWay = 0

  const abort = async (): Promise<void> => {
    batch.fill(0)
    await thread.end()
    removeExport(folder, name)
  }
  const orAbort = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step()
    } catch (cause) {
      await abort()
      throw cause
    }
  }
  const send = async (): Promise<void> => {
    const bytes = length === batchBytes ? batch : batch.slice(0, length)
    if (bytes === batch) batch = new Uint8Array(batchBytes)
    else batch.fill(0)
    length = 0
    thread.order({ kind: 'bytes', bytes })
    for (onTheWay += 1; onTheWay >= ahead; onTheWay -= 1) await thread.next()
  }
  const write = (bytes: Uint8Array): Promise<void> =>
    orAbort(async () => {
      thread.check()
      for (let at = 0; at < bytes.length;) {
        const part = bytes.subarray(at, at + batchBytes - length)
        batch.set(part, length)
        length += part.length
        at += part.length
        if (length === batchBytes) await send()
      }
    })
  const finish = (): Promise<FinishedAgeFile> =>
    orAbort(async () => {
      if (length > 0) await send()
      thread.order({ kind: 'end' })
      for (;;) {
        const reply = await thread.next()
        if (reply.kind !== 'done') continue
        await thread.end()
        if (reply.digest === null) throw new Failure('internal')
        return finished(folder, name, { bytes: reply.bytes, digest: reply.digest })
      }
    })

  await orAbort(() => thread.next())
  return { write, finish, abort }
}

const finished = (
  folder: string,
  name: string,
  of: Pick<FinishedAgeFile, 'bytes' | 'digest'>,
): FinishedAgeFile => ({
  name,
  ...of,
  appear: () => {
    try {
      appear(folder, name)
    } catch (cause) {
      removeExport(folder, name)
      throw cause
    }
  },
  remove: () => removeExport(folder, name),
})

/** An age file that one of the keys opened. */
export type OpenedAgeFile = {
  readonly by: OpenedBy
  /** Size of the encrypted file. */
  readonly bytes: number
  /**
   * The plaintext in order, once. Each piece is authentic; that it is all, and that nothing was cut
   * off, is known only when this ends: act on nothing before. Leaving the loop ends the worker.
   *
   * @throws (while iterating) Failure 'truncated', 'malformed', 'storage', 'cancelled', 'internal'.
   */
  readonly chunks: AsyncIterable<Uint8Array>
  /** How many bytes of the file were read: for progress. */
  readonly read: () => number
  /** Ends the worker; needed only when `chunks` is not read. */
  readonly close: () => Promise<void>
}

/** The worker has its own copy of the outer key. */
const startThread = (job: Extract<AgeJob, { kind: 'open' }>, place: AgePlace): AgeThread => {
  try {
    return new AgeThread(job, place)
  } finally {
    job.sealed?.key.fill(0)
  }
}

/**
 * Opens an age v1 file, armored or not (an armored one of up to 64 MiB), and decrypts it in a
 * worker while it is read, in flat memory.
 *
 * @param sealed for a quarantined file: what opens its outer encryption. Wiped here.
 * @throws Failure 'tampered' if the outer encryption does not open; 'too-big' above `maxBytes`; 'storage' when it cannot be read; as `openHeader` for
 * its header; 'malformed' for anything but a plain file; 'cancelled', 'internal'.
 */
export const openAgeFile = async (
  path: string,
  keys: AgeKeys,
  place: AgePlace & { readonly maxBytes: number },
  sealed: SealedFile | null = null,
): Promise<OpenedAgeFile> => {
  const { maxBytes } = place
  const thread = startThread({ kind: 'open', path, maxBytes, keys, sealed }, place)
  const close = (): Promise<void> => thread.end()
  try {
    const ready = await thread.next()
    if (ready.kind !== 'ready' || ready.by === null) throw new Failure('internal')
    let read = 0
    const chunks = chunksOf(thread, (count) => {
      read = count
    })
    return { by: ready.by, bytes: ready.bytes, chunks, read: () => read, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

const chunksOf = async function* (
  thread: AgeThread,
  onRead: (count: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  try {
    for (let i = 0; i < ahead; i += 1) thread.order({ kind: 'more' })
    for (;;) {
      const reply = await thread.next()
      if (reply.kind === 'done') return
      if (reply.kind !== 'bytes') throw new Failure('internal')
      onRead(reply.read)
      yield reply.bytes
      thread.order({ kind: 'more' })
    }
  } finally {
    await thread.end()
  }
}

/** Start parameters of the age worker. */
export type AgeJob =
  | {
      readonly kind: 'create'
      readonly folder: string
      readonly name: string
      readonly day: Day
      readonly target: AgeTarget
    }
  | {
      readonly kind: 'open'
      readonly path: string
      readonly maxBytes: number
      readonly keys: AgeKeys
      /** What opens its outer encryption; null: it has none. */
      readonly sealed: SealedFile | null
    }

/** To a worker that creates: the next plaintext, or that there is no more. To one that opens: go on. */
export type AgeOrder =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'more' }

/** From a worker. It answers each order with one reply, and ends after `done` and `failed`. */
export type AgeReply =
  /** The header is written, or was opened by that key. `bytes`: the size of an opened file. */
  | { readonly kind: 'ready'; readonly by: OpenedBy | null; readonly bytes: number }
  | { readonly kind: 'taken' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly read: number }
  /** `bytes`, `digest`: of the finished file; no digest of one that was opened. */
  | { readonly kind: 'done'; readonly bytes: number; readonly digest: string | null }
  | { readonly kind: 'failed'; readonly code: FailureCode; readonly fields: readonly string[] }

/** Environment in which age files are written and opened. */
export type AgePlace = {
  /** Path of the age worker's script, `.ts` or `.cjs`. */
  readonly worker: string
  /** Aborting ends the worker at once. */
  readonly signal: AbortSignal
}

/** One age worker, its replies in order, and its end. */
class AgeThread {
  readonly #worker: Worker
  readonly #signal: AbortSignal
  readonly #replies: AgeReply[] = []
  readonly #stop = (): void => this.#fail(new Failure('cancelled'))
  #wake: (() => void) | null = null
  #failure: Failure | null = null
  #ended: Promise<unknown> | null = null

  constructor(job: AgeJob, { worker: script, signal }: AgePlace) {
    if (signal.aborted) throw new Failure('cancelled')
    this.#signal = signal
    this.#worker = new Worker(script, {
      workerData: job,
      // The worker gets no environment of ours, and its output is discarded.
      env: {},
      argv: [],
      stdout: true,
      stderr: true,
    })
    signal.addEventListener('abort', this.#stop, { once: true })
    this.#worker.on('message', (reply: AgeReply) => {
      // No reply after a failure may count as the end.
      if (this.#failure !== null) return
      if (reply.kind === 'failed') {
        this.#fail(new Failure(reply.code, { fields: reply.fields }))
        return
      }
      this.#replies.push(reply)
      this.#wake?.()
    })
    this.#worker.once('error', (cause) => this.#fail(new Failure('internal', { cause })))
    this.#worker.once('exit', () => this.#fail(new Failure('internal')))
  }

  /** @throws Failure once the worker failed or was ended. */
  check(): void {
    if (this.#failure !== null) throw this.#failure
  }

  /** @throws Failure as `check`. */
  order(order: AgeOrder): void {
    this.check()
    this.#worker.postMessage(
      order,
      order.kind === 'bytes' ? [order.bytes.buffer as ArrayBuffer] : [],
    )
  }

  /** The next reply. One caller at a time. @throws Failure the worker's, 'cancelled', 'internal'. */
  async next(): Promise<Exclude<AgeReply, { kind: 'failed' }>> {
    for (;;) {
      // After cancelling, pending replies are dropped; after the worker's own end, they are
      // delivered.
      const cancelled = this.#failure?.code === 'cancelled'
      const reply = cancelled ? undefined : this.#replies.shift()
      if (reply !== undefined && reply.kind !== 'failed') return reply
      if (this.#failure !== null) throw this.#failure
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }

  /** Ends the worker; resolves when it no longer uses any file. */
  async end(): Promise<void> {
    this.#fail(new Failure('cancelled'))
    await this.#ended
  }

  #fail(failure: Failure): void {
    this.#failure ??= failure
    this.#signal.removeEventListener('abort', this.#stop)
    this.#ended ??= this.#worker.terminate()
    this.#wake?.()
  }
}
