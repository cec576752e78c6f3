import type { KdfCost } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import type { SigningKeyPair } from '../../../crypto/sign.ts'
import type { VaultEvent } from '../../../shared/contract.ts'
import type { AuthorKey, Day } from '../../../shared/ids.ts'
import type { Settings } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'
import type { Days } from './days.ts'
import type { FileTokens } from './file-tokens.ts'
import type { ImageDecoder } from '../decoders/image-decoder.ts'
import type { PlaintextTempFiles } from './plaintext-temp-files.ts'
import type { UnlockedIdentities } from '../sealed-identities/unlocked-identities.ts'
import type { LintClient } from '../lint/lint-client.ts'
import type { PdfRenderer } from '../decoders/pdf-renderer.ts'
import type { Tasks } from './tasks.ts'
import type { WorkerPaths } from './worker-paths.ts'

/** The vault's own age keys, created with the vault, in age's text format. */
export type AgeIdentities = {
  readonly hybrid: { readonly recipient: string; readonly identity: string }
  readonly classic: { readonly recipient: string; readonly identity: string }
}

/**
 * One unlocked vault: everything that services and handlers may use. It lives in the vault process
 * and ends with it; no caller may keep a part beyond a request.
 */
export type Session = {
  readonly folder: string
  /** The vault's random id, in hexadecimal: it names the vault in its backups. */
  readonly vaultId: string
  /** Another build of the database addon, if there is one. */
  readonly nativeBinding: string | undefined
  /** In rescue mode nothing can be written: `store` throws 'read-only'. */
  readonly mode: 'open' | 'rescue'
  readonly store: Store
  /** The key of the database, for a copy of its file. The caller wipes it. */
  readonly databaseKey: () => Secret
  /** Signs this vault's revisions and bundles; wiped when the session closes. */
  readonly signing: SigningKeyPair
  /** The public half of `signing`, in the form used in records. */
  readonly author: AuthorKey
  readonly age: AgeIdentities
  /** Plaintext identities, kept for a limited time. */
  readonly identity: UnlockedIdentities
  /** Checks texts, also for the protected names known at this moment. */
  readonly lint: LintClient
  /** Decodes images, each in a separate process. */
  readonly images: ImageDecoder
  /** Renders PDFs, each document in a separate reader process. */
  readonly pdfs: PdfRenderer
  /** KDF cost of the vault, also for passphrases inside it. */
  readonly cost: KdfCost
  readonly settings: () => Settings
  /** Today by UTC: for every date that is stamped, signed or written. */
  readonly today: () => Day
  /** Today by UTC and by local time: for comparison with user-entered dates. */
  readonly days: () => Days
  readonly tasks: Tasks
  readonly files: FileTokens
  /** Decrypted copies for export; deleted with the session. */
  readonly plaintextTempFiles: PlaintextTempFiles
  readonly workers: WorkerPaths
  readonly emit: (event: VaultEvent) => void
}
