import type { FailureCode } from '../../shared/failure.ts'
import type { FileToken } from '../../shared/ids.ts'
import type { Settings } from '../../shared/records.ts'
import type { WorkerPaths } from './session/worker-paths.ts'

/**
 * What main and the vault process say to each other: paths, states, and a public record or a sheet on
 * its way to a PDF. All other content, passphrases and keys travel only over the port between
 * window and vault process, which main never reads.
 */
export type ToVault =
  | {
      readonly kind: 'start'
      readonly folder: string
      /** Another build of the database addon; undefined takes the packaged one. */
      readonly nativeBinding: string | undefined
      readonly workers: WorkerPaths
      /** The system's: an empty vault may have to begin where nobody can be asked. */
      readonly language: Settings['language']
      /** The window's: the process's own environment, which may name another one, is empty. */
      readonly timeZone: string
    }
  /** Comes with the window's port. */
  | { readonly kind: 'port' }
  /** The person chose this path in a dialog. */
  | { readonly kind: 'file'; readonly token: FileToken; readonly path: string }
  /** Write a new key file at this path; answered by `key-file`. */
  | { readonly kind: 'key-file'; readonly token: FileToken; readonly path: string }
  /** The page that was asked for; null when it could not be made. */
  | { readonly kind: 'printed'; readonly id: number; readonly pdf: Uint8Array | null }
  /** Comes with the port of an image process that was asked for. */
  | { readonly kind: 'image-port'; readonly id: number }
  /** It is gone, by itself or because it was stopped. */
  | { readonly kind: 'image-ended'; readonly id: number }
  /** The same of a PDF reader. */
  | { readonly kind: 'pdf-port'; readonly id: number }
  | { readonly kind: 'pdf-ended'; readonly id: number }
  | { readonly kind: 'close' }

export type FromVault =
  | {
      readonly kind: 'state'
      readonly unlocked: boolean
      /** It is being opened, made, recovered or restored: a lock ends that too. */
      readonly opening: boolean
      readonly idleLockMinutes: number
    }
  | { readonly kind: 'key-file'; readonly token: FileToken; readonly code: FailureCode | null }
  /** Make a PDF of a public record or a sheet: all text that main ever gets, once a person saves it. */
  | { readonly kind: 'print'; readonly id: number; readonly html: string }
  /** Start a process that reads one image, and kill it. No image goes over here. */
  | { readonly kind: 'image-start'; readonly id: number }
  | { readonly kind: 'image-stop'; readonly id: number }
  /** Make a PDF reader for one document, and destroy it. No document goes over here. */
  | { readonly kind: 'pdf-start'; readonly id: number }
  | { readonly kind: 'pdf-stop'; readonly id: number }
  | { readonly kind: 'closed' }
