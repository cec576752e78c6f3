import type { KdfParams } from '../kdf.ts'
import type { Secret } from '../secret.ts'
import { unwrapSecrets, wrappedKdf, wrapSecrets } from './passphrase-wrap.ts'
import type { WrapForm } from './passphrase-wrap.ts'

/** The present secret key, and up to fifteen that it replaced. */
const form: WrapForm = { magic: 'USTK', context: 'idwrapk_', secretsMax: 16 }

/**
 * The desk's identity secrets under a passphrase of their own: FORMAT.md section 7.
 *
 * @param root what `kdf` makes of that passphrase; the caller wipes it and the secrets.
 * @param secrets 32-byte seeds, the present one first.
 * @param publicKey the present public key; needed again to unwrap.
 * @throws Failure 'too-big' for more than sixteen.
 */
export const wrapIdentitySecrets = (
  root: Secret,
  kdf: KdfParams,
  secrets: readonly Secret[],
  publicKey: Uint8Array,
): Uint8Array => wrapSecrets(form, root, kdf, secrets, publicKey)

/**
 * KDF parameters for the passphrase.
 *
 * @throws Failure 'malformed', 'unsupported', 'kdf-bounds'.
 */
export const wrappedIdentityKdf = (wrapped: Uint8Array): KdfParams => wrappedKdf(form, wrapped)

/**
 * The secrets again, the present one first. The caller wipes them and the root.
 *
 * @throws Failure 'wrong-passphrase'; a changed byte looks the same.
 */
export const unwrapIdentitySecrets = (
  root: Secret,
  wrapped: Uint8Array,
  publicKey: Uint8Array,
): readonly Secret[] => unwrapSecrets(form, root, wrapped, publicKey)
