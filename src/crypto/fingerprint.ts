import { concat, utf8, view } from './bytes.ts'
import { sodium } from './sodium.ts'

/**
 * A fingerprint that two people can read to each other: eight groups of four hexadecimal digits
 * (128 bits) over one or several public keys, in the order given. One comparison covers them all.
 */
export function fingerprint(...publicKeys: readonly Uint8Array[]): string {
  const parts = publicKeys.flatMap((key) => {
    const length = new Uint8Array(4)
    view(length).setUint32(0, key.length, true)
    return [length, key]
  })
  const digest = sodium.crypto_generichash(
    32,
    concat(utf8('understory/fingerprint/v1\0'), ...parts),
    null,
  )
  const hex = sodium.to_hex(digest.subarray(0, 16))
  return (hex.match(/.{4}/g) ?? []).join(' ')
}
