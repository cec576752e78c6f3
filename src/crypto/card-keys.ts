import { concat, utf8, view } from './bytes.ts'
import { sodium } from './sodium.ts'

/** The public keys of a contact card. */
export type CardKeys = {
  /** Ed25519, 32 bytes. */
  readonly signing: Uint8Array
  /** age recipient, as age writes it. */
  readonly recipient: string
  /** X-Wing, 1216 bytes; null: none. */
  readonly identity: Uint8Array | null
}

/**
 * One digest over all keys of a card: BLAKE2b-256("understory/card-keys/v1" ‖ 0 ‖ each key with its
 * length before it as u32le). No key at all has the length 0, which no key has. Whoever compares it
 * (`cardWords` says it in words) has compared every key.
 */
export function cardKeysDigest({ signing, recipient, identity }: CardKeys): Uint8Array {
  const parts = [signing, utf8(recipient), identity ?? new Uint8Array()].flatMap((key) => {
    const length = new Uint8Array(4)
    view(length).setUint32(0, key.length, true)
    return [length, key]
  })
  return sodium.crypto_generichash(32, concat(utf8('understory/card-keys/v1\0'), ...parts), null)
}
