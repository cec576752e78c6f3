import { Failure } from '../../shared/failure.ts'
import type { KdfParams } from '../kdf.ts'
import type { Secret } from '../secret.ts'
import { unwrapSecrets, wrappedBytes, wrappedKdf, wrapSecrets } from './passphrase-wrap.ts'
import type { WrapForm } from './passphrase-wrap.ts'

const form: WrapForm = { magic: 'USRK', context: 'cosignk_', secretsMax: 1 }

/** Every wrapping of a second reader's key has this many bytes. */
export const wrappedReviewerBytes = wrappedBytes(1)

/**
 * The seed of a second reader's Ed25519 key under their own passphrase: FORMAT-RECORDS.md, "Second
 * readers".
 *
 * @param root what `kdf` makes of that passphrase; the caller wipes it and the seed.
 * @param publicKey needed again to unwrap.
 */
export const wrapReviewerSeed = (
  root: Secret,
  kdf: KdfParams,
  seed: Secret,
  publicKey: Uint8Array,
): Uint8Array => wrapSecrets(form, root, kdf, [seed], publicKey)

/**
 * KDF parameters for the passphrase.
 *
 * @throws Failure 'malformed', 'unsupported', 'kdf-bounds'.
 */
export const wrappedReviewerKdf = (wrapped: Uint8Array): KdfParams => wrappedKdf(form, wrapped)

/**
 * The seed again. The caller wipes it and the root.
 *
 * @throws Failure 'wrong-passphrase'; a changed byte looks the same.
 */
export const unwrapReviewerSeed = (
  root: Secret,
  wrapped: Uint8Array,
  publicKey: Uint8Array,
): Secret => {
  const [seed] = unwrapSecrets(form, root, wrapped, publicKey)
  if (seed === undefined) throw new Failure('malformed')
  return seed
}
