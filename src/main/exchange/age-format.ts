import {
  armor,
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
  Stanza,
} from 'age-encryption'
import type { Identity, Recipient } from 'age-encryption'
import { Failure } from '../../shared/failure.ts'
import { payloadBytes } from './age-stream.ts'
import { readRecipients, stanzaFloor } from './recipients.ts'
import type { RecipientKind } from './recipients.ts'
import { randomBytes, scryptSync } from 'node:crypto'
import { concat, utf8 } from '../../crypto/bytes.ts'
import { sodium } from '../../crypto/sodium.ts'

/** N = 2^18, r = 8, p = 1, as age itself uses: 256 MiB and about a second for one guess. */
const logN = 18

/**
 * The scrypt stanza of age v1, with Node's scrypt: the library's own is several times slower and
 * would not expose the file key. Opening stays with the library, which refuses work factors above
 * 20 before it does any work.
 */
const passphraseRecipient = (passphrase: string): Recipient => ({
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

/** Recipients of a file, with the passphrase if there is one. */
export type AgeTarget =
  | { readonly kind: 'keys'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** Recipients of a file, without the passphrase. */
export type Addressed =
  Extract<AgeTarget, { readonly kind: 'keys' }> | { readonly kind: 'passphrase' }

/** Keys to try on a file, in this order; the passphrase last. */
export type AgeKeys = {
  readonly identities: readonly string[]
  readonly passphrase: string | null
}

/** The key that opened a file: the index into `identities`, or the passphrase. */
export type OpenedBy = number | 'passphrase'

const armorIntro = '-----BEGIN AGE ENCRYPTED FILE-----'
/** The library refuses more before it works: 2^20 already takes 1 GiB. */
const scryptLimit = 20
/** Twenty hybrid stanzas take 34 KiB; the search for the end of a header stops here. */
export const headerCap = 1024 * 1024

const freshIdentity = (kind: RecipientKind): Promise<string> =>
  kind === 'hybrid' ? generateHybridIdentity() : generateX25519Identity()

/** An age identity and its recipient, for the vault's keyring. The identity is a secret. */
export const createAgeIdentity = async (
  kind: RecipientKind,
): Promise<{ recipient: string; identity: string }> => {
  const identity = await freshIdentity(kind)
  return { identity, recipient: await identityToRecipient(identity) }
}

/**
 * The header of an age v1 file, which directly precedes the payload. Fewer than four recipients are
 * filled up with fresh ones of the same kind whose identities are discarded, so that the header's
 * size reveals nothing below five.
 *
 * @returns a fresh file key, which the caller wipes.
 * @throws Failure 'invalid', 'mixed-recipients'.
 */
export const sealHeader = async (
  target: AgeTarget,
): Promise<{ header: Uint8Array; fileKey: Uint8Array }> => {
  const encrypter = new Encrypter()
  // The library passes its random file key to every recipient: this one keeps it and writes
  // nothing.
  let fileKey = new Uint8Array()
  const listener: Recipient = {
    wrapFileKey: (key) => {
      fileKey = key.slice()
      return []
    },
  }
  try {
    encrypter.addRecipient(listener)
    if (target.kind === 'passphrase') encrypter.addRecipient(passphraseRecipient(target.passphrase))
    else for (const each of await padded(target.recipients)) encrypter.addRecipient(each)
    const empty = await encrypter.encrypt(new Uint8Array())
    return { header: empty.slice(0, empty.length - payloadBytes(0)), fileKey }
  } catch (cause) {
    fileKey.fill(0)
    if (cause instanceof Failure) throw cause
    // An invalid checksum, or a point of low order.
    throw new Failure('invalid', { fields: ['target.recipients'], cause })
  }
}

const padded = async (texts: readonly string[]): Promise<readonly string[]> => {
  const { kind, recipients } = readRecipients(texts)
  const all = [...recipients]
  while (all.length < stanzaFloor) all.push((await createAgeIdentity(kind)).recipient)
  return all
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Is a file with this beginning armored text? */
export const isArmored = (start: Uint8Array): boolean =>
  latin1(start.subarray(0, 1024)).trimStart().startsWith(armorIntro.slice(0, 10))

/** The bytes of an armored file. @throws Failure 'malformed'. */
export const dearmored = (file: Uint8Array): Uint8Array => {
  try {
    return armor.decode(latin1(file))
  } catch (cause) {
    throw new Failure('malformed', { cause })
  }
}

/**
 * Refuses bytes that do not begin as an age file does: a whole header of version 1, in binary or
 * armored form.
 *
 * @throws Failure 'truncated', 'malformed'.
 */
export const assertAgeFile = (file: Uint8Array): void => {
  const start = file.subarray(0, 2 * headerCap)
  headerEnd(isArmored(start) ? armoredStart(latin1(start).trimStart()) : start)
}

/** The first bytes of an armored file, from its first lines. @throws Failure 'malformed'. */
const armoredStart = (text: string): Uint8Array => {
  const [, body = ''] = text.split(armorIntro, 2)
  const base64 = (body.split('-----END', 1)[0] ?? '').replaceAll(/\s+/g, '')
  if (!text.startsWith(armorIntro) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw new Failure('malformed')
  }
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

/**
 * Offset of the end of the header, where the payload begins. The header ends with the line that
 * begins `---`; no line of a stanza can begin so.
 *
 * @param start of the file: at least `headerCap` + 1 bytes, or the whole file.
 * @throws Failure 'truncated', 'malformed'.
 */
export const headerEnd = (start: Uint8Array): number => {
  const text = latin1(start.subarray(0, headerCap))
  const intro = 'age-encryption.org/v1\n'
  if (!text.startsWith(intro)) {
    throw new Failure(intro.startsWith(text) ? 'truncated' : 'malformed')
  }
  const mac = text.indexOf('\n---')
  const end = mac < 0 ? -1 : text.indexOf('\n', mac + 1)
  if (end < 0) throw new Failure(start.length > headerCap ? 'malformed' : 'truncated')
  return end + 1
}

/**
 * Decrypts the file key from a header.
 *
 * @returns a file key, which the caller wipes.
 * @throws Failure 'not-for-us' when no key fits (with field `passphrase` when the file needs one
 * and none was given); 'malformed'; 'kdf-bounds' for a passphrase file that asks for more than
 * scrypt 2^20.
 */
export const openHeader = async (
  header: Uint8Array,
  keys: AgeKeys,
): Promise<{ fileKey: Uint8Array; by: OpenedBy }> => {
  const decrypter = new Decrypter()
  let tried = 0
  // The library tries identities in turn. An identity that never fits, between each two, counts the
  // attempts. That shows which one fitted, without parsing error texts.
  const counter: Identity = {
    unwrapFileKey: () => {
      tried += 1
      return null
    },
  }
  let parsed = false
  let scryptLogN: number | null = null
  const first: Identity = {
    unwrapFileKey: ([stanza]) => {
      parsed = true
      if (stanza?.args[0] === 'scrypt') scryptLogN = Number(stanza.args[2])
      return null
    },
  }
  decrypter.addIdentity(first)
  for (const identity of keys.identities) {
    decrypter.addIdentity(identity)
    decrypter.addIdentity(counter)
  }
  if (keys.passphrase !== null) {
    decrypter.addPassphrase(keys.passphrase)
    decrypter.addIdentity(counter)
  }
  const all = keys.identities.length + (keys.passphrase === null ? 0 : 1)
  try {
    const fileKey = await decrypter.decryptHeader(header)
    return { fileKey, by: tried < keys.identities.length ? tried : 'passphrase' }
  } catch (cause) {
    if (tried < all && (scryptLogN ?? 0) > scryptLimit) throw new Failure('kdf-bounds')
    if (tried < all || !parsed) throw new Failure('malformed', { cause })
    const fields = scryptLogN !== null && keys.passphrase === null ? ['passphrase'] : []
    throw new Failure('not-for-us', { fields })
  }
}
