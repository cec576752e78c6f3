import { passphraseBytes } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import { parseRecoveryCode } from '../../../crypto/recovery-code.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { deriveRoot } from '../files/derive-root.ts'

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
