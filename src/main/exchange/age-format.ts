import './web-crypto.ts'
import {
  armor,
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  type Identity,
  identityToRecipient,
  type Recipient,
} from 'age-encryption'
import { concat } from '../../crypto/bytes.ts'
import { Failure } from '../../shared/failure.ts'
import { passphraseRecipient } from './age-passphrase.ts'
import { openPayload, payloadBytes, sealPayload } from './age-stream.ts'
import { readRecipients, stanzaFloor, type RecipientKind } from './recipients.ts'

/** Who is to open a file. */
export type AgeTarget =
  | { readonly kind: 'keys'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** What a file is tried with, in this order; the passphrase last. */
export type AgeKeys = {
  readonly identities: readonly string[]
  readonly passphrase: string | null
}

export type Opened = {
  readonly plaintext: Uint8Array
  /** Index into `identities` of the one that opened it, or `passphrase`. */
  readonly by: number | 'passphrase'
}

const armorIntro = '-----BEGIN AGE ENCRYPTED FILE-----'
/** The library refuses more before it works: 2^20 asks for 1 GiB already. */
const scryptLimit = 20
/** Twenty hybrid stanzas are 34 KiB; more than this is not searched for the end of a header. */
const headerCap = 1024 * 1024

const freshIdentity = (kind: RecipientKind): Promise<string> =>
  kind === 'hybrid' ? generateHybridIdentity() : generateX25519Identity()

/** An age identity and its recipient, for the vault's keyring. The identity is a secret. */
export async function createAgeIdentity(
  kind: RecipientKind,
): Promise<{ recipient: string; identity: string }> {
  const identity = await freshIdentity(kind)
  return { identity, recipient: await identityToRecipient(identity) }
}

/**
 * A complete age v1 file. Fewer than four recipients are joined by fresh ones of the same kind
 * whose identities are thrown away, so that the header's size says nothing below five.
 *
 * @throws Failure 'invalid', 'mixed-recipients'.
 */
export async function encryptAge(plaintext: Uint8Array, target: AgeTarget): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  // The library hands its random file key to every recipient: this one takes it and writes nothing.
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
    const header = empty.subarray(0, empty.length - payloadBytes(0))
    return concat(header, sealPayload(fileKey, plaintext))
  } catch (cause) {
    if (cause instanceof Failure) throw cause
    // A checksum that fails, or a point of low order.
    throw new Failure('invalid', { fields: ['target.recipients'], cause })
  } finally {
    fileKey.fill(0)
  }
}

async function padded(texts: readonly string[]): Promise<readonly string[]> {
  const { kind, recipients } = readRecipients(texts)
  const all = [...recipients]
  while (all.length < stanzaFloor) all.push((await createAgeIdentity(kind)).recipient)
  return all
}

/**
 * Opens an age v1 file, armored or not, whole or not at all.
 *
 * @throws Failure 'not-for-us' when nothing fits (with field `passphrase` when the file wants one
 * and none was given); 'truncated'; 'malformed'; 'kdf-bounds' for a passphrase file that asks for
 * more than scrypt 2^20.
 */
export async function decryptAge(file: Uint8Array, keys: AgeKeys): Promise<Opened> {
  const bytes = dearmored(file)
  const { header, payload } = split(bytes)
  const { fileKey, by } = await fileKeyOf(header, keys)
  try {
    return { plaintext: openPayload(fileKey, payload), by }
  } finally {
    fileKey.fill(0)
  }
}

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

function dearmored(file: Uint8Array): Uint8Array {
  const start = latin1(file.subarray(0, 1024)).trimStart()
  if (!start.startsWith(armorIntro.slice(0, 10))) return file
  try {
    return armor.decode(latin1(file))
  } catch (cause) {
    throw new Failure('malformed', { cause })
  }
}

/** The header ends with the line that begins `---`; no line of a stanza can begin so. */
function split(file: Uint8Array): { header: Uint8Array; payload: Uint8Array } {
  const text = latin1(file.subarray(0, headerCap))
  const intro = 'age-encryption.org/v1\n'
  if (!text.startsWith(intro)) {
    throw new Failure(intro.startsWith(text) ? 'truncated' : 'malformed')
  }
  const mac = text.indexOf('\n---')
  const end = mac < 0 ? -1 : text.indexOf('\n', mac + 1)
  if (end < 0) throw new Failure(file.length > headerCap ? 'malformed' : 'truncated')
  return { header: file.subarray(0, end + 1), payload: file.subarray(end + 1) }
}

async function fileKeyOf(
  header: Uint8Array,
  keys: AgeKeys,
): Promise<{ fileKey: Uint8Array; by: Opened['by'] }> {
  const decrypter = new Decrypter()
  let tried = 0
  // The library tries identities in turn: one that never fits, between two, counts them. So we know
  // which one fitted, and need not read the texts of its errors.
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
