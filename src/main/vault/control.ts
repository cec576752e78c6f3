import type { FailureCode } from '../../shared/failure.ts'
import type { FileToken } from '../../shared/ids.ts'
import type { Settings } from '../../shared/records.ts'
import type { WorkerPaths } from './session/worker-paths.ts'

/** What a decoder reads: the pages of one PDF, or one image. */
export type DecoderKind = 'pdf' | 'image'

/**
 * Messages between the main process and the vault process: paths, states, and a public record or a
 * sheet to print as a PDF. All other content, passphrases and keys travel only over the port
 * between the window and the vault process, which the main process never reads.
 */
export type ToVault =
  | {
      readonly kind: 'start'
      readonly folder: string
      /** Another build of the database addon; undefined uses the packaged one. */
      readonly nativeBinding: string | undefined
      readonly workers: WorkerPaths
      /** The system language, for an empty vault created when the user can't be asked. */
      readonly language: Settings['language']
      /**
       * The window's time zone: the process's own environment, which may name another one, is
       * empty.
       */
      readonly timeZone: string
    }
  /** Carries the window's port. */
  | { readonly kind: 'port' }
  /** The user chose this path in a dialog. */
  | { readonly kind: 'file'; readonly token: FileToken; readonly path: string }
  /** Write a new key file at this path; answered by `key-file`. */
  | { readonly kind: 'key-file'; readonly token: FileToken; readonly path: string }
  /** The requested page; null if it could not be made. */
  | { readonly kind: 'printed'; readonly id: number; readonly pdf: Uint8Array | null }
  /** Carries the port of a requested decoder. */
  | { readonly kind: 'decoder-port'; readonly of: DecoderKind; readonly id: number }
  /** The decoder ended by itself or was stopped. */
  | { readonly kind: 'decoder-ended'; readonly of: DecoderKind; readonly id: number }
  | { readonly kind: 'close' }

export type FromVault =
  | {
      readonly kind: 'state'
      readonly unlocked: boolean
      /** The vault is being opened, created, recovered or restored: a lock ends that too. */
      readonly opening: boolean
      readonly idleLockMinutes: number
    }
  | { readonly kind: 'key-file'; readonly token: FileToken; readonly code: FailureCode | null }
  /**
   * Make a PDF of a public record or a sheet: the only text that the main process ever receives,
   * once the user saves it.
   */
  | { readonly kind: 'print'; readonly id: number; readonly html: string }
  /** Start or kill a decoder of one file. No file is sent here. */
  | { readonly kind: 'decoder-start'; readonly of: DecoderKind; readonly id: number }
  | { readonly kind: 'decoder-stop'; readonly of: DecoderKind; readonly id: number }
  | { readonly kind: 'closed' }
