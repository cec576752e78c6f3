import { newKdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { signingKeyPairFromSeed } from '../../../crypto/sign.ts'
import {
  unwrapReviewerSeed,
  wrapReviewerSeed,
  wrappedReviewerKdf,
} from '../../../crypto/v1/reviewer-wrap.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { passphraseCredential } from '../files/credential.ts'
import { keyBytes } from './reviewers.ts'
import type { StoredReviewer } from './reviewers.ts'
import type { Session } from '../session/session.ts'

/**
 * Encrypts a second reader's seed with the reader's passphrase. Keys derived from the passphrase
 * are wiped here; the caller wipes the seed.
 *
 * @throws Failure 'invalid' for a passphrase that is not well-formed text.
 */
export const wrapSeed = async (
  { workers, cost }: Session,
  passphrase: string,
  seed: Secret,
  publicKey: Uint8Array,
): Promise<Uint8Array> => {
  const kdf = newKdfParams(cost)
  const credential = passphraseCredential(workers.kdf, passphrase, null)
  try {
    const root = await credential.derive(kdf)
    try {
      return wrapReviewerSeed(root, kdf, seed, publicKey)
    } finally {
      root.wipe()
    }
  } finally {
    credential.wipe()
  }
}

/**
 * The wrapping is bound to a public key; only the seed itself proves that it belongs to the key.
 */
const isSeedOf = (seed: Secret, key: AuthorKey): boolean => {
  const { publicKey, secretKey } = signingKeyPairFromSeed(seed)
  secretKey.wipe()
  return Buffer.from(publicKey).equals(keyBytes(key))
}

/**
 * Decrypts the seed of a listed key for one use; the caller wipes it.
 *
 * @throws Failure 'wrong-passphrase', 'tampered' for a seed of another key, 'kdf-bounds',
 *   'malformed', 'unsupported'.
 */
export const openSeed = async (
  { workers }: Session,
  { key, wrapped }: StoredReviewer,
  passphrase: string,
): Promise<Secret> => {
  const credential = passphraseCredential(workers.kdf, passphrase, null)
  try {
    const root = await credential.derive(wrappedReviewerKdf(wrapped))
    try {
      const seed = unwrapReviewerSeed(root, wrapped, keyBytes(key))
      if (isSeedOf(seed, key)) return seed
      seed.wipe()
      throw new Failure('tampered')
    } finally {
      root.wipe()
    }
  } finally {
    credential.wipe()
  }
}
