import type { Day } from '../../shared/ids.ts'
import type { FailureCode } from '../../shared/failure.ts'
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
