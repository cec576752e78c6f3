import { Secret } from './secret.ts'
import { sodium } from './sodium.ts'

/**
 * The subkeys derived from a vault key: subkey id and 8-byte context for `crypto_kdf` (BLAKE2b).
 * Ids and contexts are part of the format: never reuse or change one.
 */
const purposes = {
  database: [1, 'dbkey___'],
  headerMac: [2, 'hdrmac__'],
  anchor: [3, 'anchor__'],
  slotDirectory: [4, 'slotdir_'],
} as const

export type KeyPurpose = keyof typeof purposes

/** The 32-byte subkey of the vault key for one purpose. The caller wipes it. FORMAT.md section 3. */
export const deriveKey = (vaultKey: Secret, purpose: KeyPurpose): Secret => {
  const [id, context] = purposes[purpose]
  return Secret.take(sodium.crypto_kdf_derive_from_key(32, id, context, vaultKey.bytes))
}
