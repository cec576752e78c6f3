import { Failure } from '../../shared/failure.ts'
import { concat, utf8, view } from '../bytes.ts'
import type { KdfParams } from '../kdf.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import { seal, sealOverhead, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'

const version = 1
const prefixBytes = 32
const seedBytes = 32
const saltAt = 16

/**
 * A kind of wrapped secret: its four letters, the context of its key (8 letters), and the maximum
 * count.
 */
export type WrapForm = {
  readonly magic: string
  readonly context: string
  readonly secretsMax: number
}

const subkey = ({ context }: WrapForm, root: Secret): Secret =>
  Secret.take(sodium.crypto_kdf_derive_from_key(32, 1, context, root.bytes))

const prefixOf = ({ magic }: WrapForm, { passes, memoryKiB, salt }: KdfParams): Uint8Array => {
  const prefix = new Uint8Array(prefixBytes)
  prefix.set(utf8(magic))
  const fields = view(prefix)
  fields.setUint16(4, version, true)
  fields.setUint32(8, passes, true)
  fields.setUint32(12, memoryKiB, true)
  prefix.set(salt, saltAt)
  return prefix
}

/** Bytes of a wrapping of so many secrets. */
export const wrappedBytes = (secrets: number): number =>
  prefixBytes + sealOverhead + secrets * seedBytes

/**
 * 32-byte seeds under a passphrase of their own: FORMAT.md section 7.
 *
 * @param root what `kdf` makes of that passphrase; the caller wipes it and the secrets.
 * @param publicKey needed again to unwrap.
 * @throws Failure 'too-big' for more secrets than the form takes.
 */
export const wrapSecrets = (
  form: WrapForm,
  root: Secret,
  kdf: KdfParams,
  secrets: readonly Secret[],
  publicKey: Uint8Array,
): Uint8Array => {
  if (secrets.length > form.secretsMax) throw new Failure('too-big')
  const prefix = prefixOf(form, kdf)
  const key = subkey(form, root)
  const plain = concat(...secrets.map(({ bytes }) => bytes))
  try {
    return concat(prefix, seal(key, plain, concat(prefix, publicKey)))
  } finally {
    plain.fill(0)
    key.wipe()
  }
}

/**
 * KDF parameters for the passphrase.
 *
 * @throws Failure 'malformed', 'unsupported', 'kdf-bounds'.
 */
export const wrappedKdf = ({ magic }: WrapForm, wrapped: Uint8Array): KdfParams => {
  const secrets = wrapped.length - prefixBytes - sealOverhead
  if (secrets < seedBytes || secrets % seedBytes !== 0) throw new Failure('malformed')
  if (!utf8(magic).every((byte, i) => wrapped[i] === byte)) throw new Failure('malformed')
  const fields = view(wrapped)
  if (fields.getUint16(4, true) !== version) throw new Failure('unsupported')
  const kdf = {
    passes: fields.getUint32(8, true),
    memoryKiB: fields.getUint32(12, true),
    salt: wrapped.slice(saltAt, saltAt + saltBytes),
  }
  if (!withinKdfBounds(kdf)) throw new Failure('kdf-bounds')
  return kdf
}

/**
 * The secrets again, in their order. The caller wipes them and the root.
 *
 * @throws Failure 'wrong-passphrase'; a changed byte looks the same.
 */
export const unwrapSecrets = (
  form: WrapForm,
  root: Secret,
  wrapped: Uint8Array,
  publicKey: Uint8Array,
): readonly Secret[] => {
  const prefix = wrapped.subarray(0, prefixBytes)
  const key = subkey(form, root)
  try {
    const plain = openWrapped(key, wrapped.subarray(prefixBytes), concat(prefix, publicKey))
    const secrets: Secret[] = []
    for (let at = 0; at < plain.length; at += seedBytes) {
      secrets.push(Secret.take(plain.slice(at, at + seedBytes)))
    }
    plain.fill(0)
    return secrets
  } finally {
    key.wipe()
  }
}

const openWrapped = (key: Secret, sealed: Uint8Array, aad: Uint8Array): Uint8Array => {
  try {
    return unseal(key, sealed, aad)
  } catch {
    throw new Failure('wrong-passphrase')
  }
}
