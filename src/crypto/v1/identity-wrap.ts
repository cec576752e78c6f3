import { Failure } from '../../shared/failure.ts'
import { concat, utf8, view } from '../bytes.ts'
import type { KdfParams } from '../kdf.ts'
import { saltBytes, withinKdfBounds } from '../kdf.ts'
import { seal, sealOverhead, unseal } from '../seal.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'

const version = 1
const magic = utf8('USTK')
const prefixBytes = 32
const seedBytes = 32
const saltAt = 16

/** How many secret keys one wrapping holds: the present one and those that it replaced. */
export const identitySecretsMax = 16

const subkey = (root: Secret): Secret =>
  Secret.take(sodium.crypto_kdf_derive_from_key(32, 1, 'idwrapk_', root.bytes))

const prefixOf = ({ passes, memoryKiB, salt }: KdfParams): Uint8Array => {
  const prefix = new Uint8Array(prefixBytes)
  prefix.set(magic)
  const fields = view(prefix)
  fields.setUint16(4, version, true)
  fields.setUint32(8, passes, true)
  fields.setUint32(12, memoryKiB, true)
  prefix.set(salt, saltAt)
  return prefix
}

/**
 * The desk's identity secrets under a passphrase of their own: FORMAT.md section 7.
 *
 * @param root what `kdf` makes of that passphrase; the caller wipes it and the secrets.
 * @param secrets 32-byte seeds, the present one first.
 * @param publicKey the present public key; needed again to unwrap.
 * @throws Failure 'too-big' for more than {@link identitySecretsMax}.
 */
export function wrapIdentitySecrets(
  root: Secret,
  kdf: KdfParams,
  secrets: readonly Secret[],
  publicKey: Uint8Array,
): Uint8Array {
  if (secrets.length > identitySecretsMax) throw new Failure('too-big')
  const prefix = prefixOf(kdf)
  const key = subkey(root)
  const plain = concat(...secrets.map(({ bytes }) => bytes))
  try {
    return concat(prefix, seal(key, plain, concat(prefix, publicKey)))
  } finally {
    plain.fill(0)
    key.wipe()
  }
}

/**
 * What the passphrase has to be put through.
 *
 * @throws Failure 'malformed', 'unsupported', 'kdf-bounds'.
 */
export function wrappedIdentityKdf(wrapped: Uint8Array): KdfParams {
  const secrets = wrapped.length - prefixBytes - sealOverhead
  if (secrets < seedBytes || secrets % seedBytes !== 0) throw new Failure('malformed')
  if (!magic.every((byte, i) => wrapped[i] === byte)) throw new Failure('malformed')
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
 * The secrets again, the present one first. The caller wipes them and the root.
 *
 * @throws Failure 'wrong-passphrase'; a changed byte looks the same.
 */
export function unwrapIdentitySecrets(
  root: Secret,
  wrapped: Uint8Array,
  publicKey: Uint8Array,
): readonly Secret[] {
  const prefix = wrapped.subarray(0, prefixBytes)
  const key = subkey(root)
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

function openWrapped(key: Secret, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  try {
    return unseal(key, sealed, aad)
  } catch {
    throw new Failure('wrong-passphrase')
  }
}
