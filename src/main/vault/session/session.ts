import type { KdfCost } from '../../../crypto/kdf.ts'
import type { SigningKeyPair } from '../../../crypto/sign.ts'
import type { VaultEvent } from '../../../shared/contract.ts'
import type { AuthorKey, Day } from '../../../shared/ids.ts'
import type { Settings } from '../../../shared/records.ts'
import type { Store } from '../../store/types.ts'
import type { Days } from './days.ts'
import type { FileTokens } from './file-tokens.ts'
import type { ImageDecoder } from '../decoders/image-decoder.ts'
import type { PlaintextTempFiles } from './plaintext-temp-files.ts'
import type { UnlockedIdentities } from '../sealed-identities/unlocked-identities.ts'
import type { LintClient } from '../lint/lint-client.ts'
import type { PdfRenderer } from '../decoders/pdf-renderer.ts'
import type { Tasks } from './tasks.ts'
import type { WorkerPaths } from './worker-paths.ts'

/** The vault's own age keys, made when the vault is made. Text as age writes it. */
export type AgeIdentities = {
  readonly hybrid: { readonly recipient: string; readonly identity: string }
  readonly classic: { readonly recipient: string; readonly identity: string }
}

/**
 * One unlocked vault: all that services and handlers may use. It lives in the vault process and
 * ends with it; nobody keeps any of it beyond a request.
 */
export type Session = {
  readonly folder: string
  /** Another build of the database addon, where there is one. */
  readonly nativeBinding: string | undefined
  /** In rescue mode nothing may be written: `store` refuses with 'read-only'. */
  readonly mode: 'open' | 'rescue'
  readonly store: Store
  /** Signs this vault's revisions and bundles; wiped when the session closes. */
  readonly signing: SigningKeyPair
  /** The public half of `signing`, as records carry it. */
  readonly author: AuthorKey
  readonly age: AgeIdentities
  /** Identities in clear, for as long as they may be. */
  readonly identity: UnlockedIdentities
  /** Looks texts over, for every protected name that is known at this moment too. */
  readonly lint: LintClient
  /** Has images read, each by a process of its own. */
  readonly images: ImageDecoder
  /** Has PDFs read, each by a reader of its own. */
  readonly pdfs: PdfRenderer
  /** Work per guess at a new passphrase. */
  readonly cost: KdfCost
  readonly settings: () => Settings
  /** Today, UTC: what is stamped, signed and written. */
  readonly today: () => Day
  /** Today, UTC and here: what days that a person typed are held against. */
  readonly days: () => Days
  readonly tasks: Tasks
  readonly files: FileTokens
  /** Decrypted copies on their way out: gone with the session. */
  readonly plaintextTempFiles: PlaintextTempFiles
  readonly workers: WorkerPaths
  readonly emit: (event: VaultEvent) => void
}
