import { createHmac } from 'node:crypto'
import { Encrypter, Stanza, type Recipient } from 'age-encryption'
import { concat, utf8 } from '../../crypto/bytes.ts'
import { sodium } from '../../crypto/sodium.ts'

/*
 * The `mlkem768x25519` stanza of age (C2SP age.md): HPKE in base mode (RFC 9180) with X-Wing,
 * HKDF-SHA256 and ChaCha20-Poly1305, over one message. With libsodium's X-Wing, because in the
 * library's JavaScript the four stanzas of a file take as long as five megabytes of it. Opening
 * stays with the library.
 */

const kind = 'mlkem768x25519'
const prefix = 'age1pq1'
const checksumLength = 6
const symbols = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

const version = utf8('HPKE-v1')
const suite = concat(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0, 1, 0, 3))

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return new Uint8Array(mac.digest())
}

/** LabeledExtract. */
const extract = (salt: Uint8Array, label: string, of: Uint8Array): Uint8Array =>
  hmac(salt, version, suite, utf8(label), of)

/** LabeledExpand of at most 32 bytes, which is one block of HKDF. */
const expand = (from: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array => {
  const size = Uint8Array.of(0, length)
  return hmac(from, size, version, suite, utf8(label), info, Uint8Array.of(1)).subarray(0, length)
}

const none = new Uint8Array()
/** Mode, and the hashes of no pre-shared key and of what the message is for. */
const context = concat(
  Uint8Array.of(0),
  extract(none, 'psk_id_hash', none),
  extract(none, 'info_hash', utf8(`age-encryption.org/${kind}`)),
)

/** One stanza for whoever has the secret half of an X-Wing public key. */
const recipientOf = (publicKey: Uint8Array): Recipient => ({
  wrapFileKey: (fileKey) => {
    const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc(publicKey)
    const secret = extract(sharedSecret, 'secret', none)
    const key = expand(secret, 'key', context, 32)
    const nonce = expand(secret, 'base_nonce', context, 12)
    const body = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(fileKey, null, null, nonce, key)
    for (const each of [sharedSecret, secret, key]) each.fill(0)
    const text = Buffer.from(ciphertext).toString('base64').replaceAll('=', '')
    return [new Stanza([kind, text], body)]
  },
})

/** What Bech32 spells, five bits a symbol; the two that are left over are no part of it. */
function spelled(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let [bits, held, at] = [0, 0, 0]
  for (const symbol of text) {
    bits = ((bits << 5) | symbols.indexOf(symbol)) & 0xfff
    held += 5
    if (held < 8) continue
    held -= 8
    bytes[at] = bits >> held
    at += 1
  }
  return bytes
}

/**
 * A hybrid recipient of age (`age1pq1…`).
 *
 * @throws what the library throws for a text whose checksum or length is wrong.
 */
export const hybridRecipient = (text: string): Recipient => {
  // Asked for its checks alone.
  new Encrypter().addRecipient(text)
  return recipientOf(spelled(text.slice(prefix.length, -checksumLength)))
}

/** A real recipient that nobody is: the secret half is thrown away. */
export const nobody = (): Recipient => {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_keypair()
  privateKey.fill(0)
  return recipientOf(publicKey)
}
