import { concat, utf8 } from './bytes.ts'
import { sodium } from './sodium.ts'

/**
 * What people compare of a second reader's key: BLAKE2b-256("understory/reviewer-key/v1" ‖ 0 ‖ the 32
 * bytes of the Ed25519 public key). Nothing that can change has a part in it, no name and no
 * passphrase: a slip of paper with its words stays true as long as the key does.
 */
export function reviewerKeyDigest(publicKey: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(
    32,
    concat(utf8('understory/reviewer-key/v1\0'), publicKey),
    null,
  )
}
