import { concat, utf8 } from '../bytes.ts'
import { Secret } from '../secret.ts'
import { sodium } from '../sodium.ts'

/**
 * The keys that a credential's root gives. FORMAT.md section 3.
 *
 * A slot is encapsulated to the X-Wing public key, so that an open vault can write the slots of
 * credentials that are not typed. The symmetric key is part of every slot key, so that a guess
 * without any credential does not depend on elliptic curves or lattices.
 */
export type CredentialKeys = Readonly<{
  /** 32 bytes. */
  psk: Secret
  /** X-Wing seed, 32 bytes. */
  kemSecret: Secret
  /** 1216 bytes. */
  publicKey: Uint8Array
  /** Seals what a wipe passphrase needs for the empty vault; 32 bytes. */
  nextKey: Secret
}>

/** What an open vault holds of a credential, in the directory. */
export type CredentialPublic = Readonly<{ psk: Secret; publicKey: Uint8Array }>

export const publicKeyBytes = 1216

/** Ids and contexts are part of the format. */
const subkey = (root: Secret, id: number, context: string): Secret =>
  Secret.take(sodium.crypto_kdf_derive_from_key(32, id, context, root.bytes))

/** The caller wipes the root, and the result by {@link wipeCredentialKeys}. */
export const credentialKeys = (root: Secret): CredentialKeys => {
  const kemSecret = subkey(root, 2, 'hv2kem__')
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(kemSecret.bytes)
  privateKey.fill(0)
  return {
    psk: subkey(root, 1, 'hv2psk__'),
    kemSecret,
    publicKey,
    nextKey: subkey(root, 3, 'hv2next_'),
  }
}

export const wipeCredentialKeys = ({ psk, kemSecret, nextKey }: CredentialKeys): void => {
  for (const key of [psk, kemSecret, nextKey]) key.wipe()
}

/** Keys of a credential that does not exist: the secret half is discarded. */
export const discardedCredential = (): CredentialPublic => {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_keypair()
  privateKey.fill(0)
  return { psk: Secret.random(), publicKey }
}

/** Names a credential by its public key, as lower-case hex. Says nothing about it. */
export const credentialName = ({ publicKey }: Pick<CredentialPublic, 'publicKey'>): string =>
  sodium.to_hex(
    sodium.crypto_generichash(32, concat(utf8('understory/credential/v2\0'), publicKey), null),
  )
