import { Worker } from 'node:worker_threads'
import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { Day } from '../../shared/ids.ts'
import type { AgeKeys, AgeTarget, OpenedBy } from './age-format.ts'

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
export class AgeThread {
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
