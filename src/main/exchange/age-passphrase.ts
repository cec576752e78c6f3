import { randomBytes, scryptSync } from 'node:crypto'
import { Stanza, type Recipient } from 'age-encryption'
import { concat, utf8 } from '../../crypto/bytes.ts'
import { sodium } from '../../crypto/sodium.ts'

/** N = 2^18, r = 8, p = 1, as age itself takes it: 256 MiB and a second or so for one guess. */
const logN = 18

/**
 * The scrypt stanza of age v1, with Node's scrypt: the library's own is several times slower and
 * would not let the file key out. Opening stays with the library, which refuses work factors above
 * 20 before it does any work.
 */
export const passphraseRecipient = (passphrase: string): Recipient => ({
  wrapFileKey: (fileKey) => {
    const salt = new Uint8Array(randomBytes(16))
    const key = scryptSync(passphrase, concat(utf8('age-encryption.org/v1/scrypt'), salt), 32, {
      N: 2 ** logN,
      r: 8,
      p: 1,
      maxmem: 2 ** (logN + 10) + 2 ** 20,
    })
    const body = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      fileKey,
      null,
      null,
      new Uint8Array(12),
      key,
    )
    key.fill(0)
    const text = Buffer.from(salt).toString('base64').replaceAll('=', '')
    return [new Stanza(['scrypt', text, String(logN)], body)]
  },
})
