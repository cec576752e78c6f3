import { concat, utf8 } from './bytes.ts'
import { sodium } from './sodium.ts'

// Signatures as OpenSSH's `ssh-keygen -Y sign` writes them, for Ed25519 keys and SHA-512 alone
// (PROTOCOL.sshsig; docs/FORMAT-RELEASE.md has every byte).

const keyType = 'ssh-ed25519'
const magic = utf8('SSHSIG')
const lineLength = 70
const begin = '-----BEGIN SSH SIGNATURE-----\n'
const end = '-----END SSH SIGNATURE-----\n'

const publicKeyBytes = 32
const signatureBytes = 64

/** A signature and the key that made it, not verified. */
export type SshSignature = Readonly<{
  /** 32 bytes. */
  publicKey: Uint8Array
  /** 64 bytes. */
  signature: Uint8Array
}>

const u32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, false)
  return bytes
}

/** OpenSSH's `string`: a big-endian length, then the bytes. */
const sshString = (content: Uint8Array): Uint8Array => concat(u32(content.length), content)

const base64 = (bytes: Uint8Array): string =>
  sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL)

const fromBase64 = (text: string): Uint8Array | null => {
  try {
    return sodium.from_base64(text, sodium.base64_variants.ORIGINAL)
  } catch {
    return null
  }
}

const keyBlob = (publicKey: Uint8Array): Uint8Array =>
  concat(sshString(utf8(keyType)), sshString(publicKey))

/** The fields that come before the signature and are also signed. */
const context = (namespace: string): Uint8Array =>
  concat(sshString(utf8(namespace)), sshString(utf8('')), sshString(utf8('sha512')))

/** The middle word of an OpenSSH public key line: 68 characters. */
export const sshPublicKey = (publicKey: Uint8Array): string => base64(keyBlob(publicKey))

/** The 32 bytes of an Ed25519 key from {@link sshPublicKey}; null for any other text. */
export const readSshPublicKey = (text: string): Uint8Array | null => {
  const publicKey = fromBase64(text)?.slice(-publicKeyBytes)
  return publicKey?.length === publicKeyBytes && sshPublicKey(publicKey) === text ? publicKey : null
}

/** A key's fingerprint, as `ssh-keygen -l` prints it: `SHA256:` and 43 characters. */
export const sshFingerprint = (publicKey: Uint8Array): string => {
  const digest = sodium.crypto_hash_sha256(keyBlob(publicKey))
  return `SHA256:${sodium.to_base64(digest, sodium.base64_variants.ORIGINAL_NO_PADDING)}`
}

const armored = ({ publicKey, signature }: SshSignature, namespace: string): string => {
  const blob = concat(
    magic,
    u32(1),
    sshString(keyBlob(publicKey)),
    context(namespace),
    sshString(concat(sshString(utf8(keyType)), sshString(signature))),
  )
  const lines = base64(blob).match(new RegExp(`.{1,${String(lineLength)}}`, 'g')) ?? []
  return `${begin}${lines.join('\n')}\n${end}`
}

/** Offset of the public key's 32 bytes: magic, version, and the lengths and type before it. */
const keyOffset = magic.length + 4 + 4 + 4 + keyType.length + 4

/**
 * Reads a signature file. It verifies nothing.
 *
 * @param text the whole file. Its one form is OpenSSH's own: the parts are read, and written again
 * they must give the same text.
 * @returns null for any other text, namespace, kind of key or digest.
 */
export const readSshSignature = (text: string, namespace: string): SshSignature | null => {
  if (!text.startsWith(begin) || !text.endsWith(end)) return null
  const blob = fromBase64(text.slice(begin.length, -end.length).replaceAll('\n', ''))
  if (blob === null || blob.length < keyOffset + publicKeyBytes + signatureBytes) return null
  const read = {
    publicKey: blob.slice(keyOffset, keyOffset + publicKeyBytes),
    signature: blob.slice(-signatureBytes),
  }
  return armored(read, namespace) === text ? read : null
}

/** Whether the signature is one of this message for this namespace; unusable keys are false. */
export const verifySshSignature = (
  { publicKey, signature }: SshSignature,
  message: Uint8Array,
  namespace: string,
): boolean => {
  const signed = concat(magic, context(namespace), sshString(sodium.crypto_hash_sha512(message)))
  try {
    return sodium.crypto_sign_verify_detached(signature, signed, publicKey)
  } catch {
    return false
  }
}
