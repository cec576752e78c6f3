import { newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { randomBytes } from '../../src/crypto/random.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { credentialKeys } from '../../src/crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../src/crypto/v2/credential-keys.ts'
import { vaultIdBytes } from '../../src/crypto/v2/directory.ts'
import type { Directory, DirectoryEntry } from '../../src/crypto/v2/directory.ts'
import { buildHeader, sealNext } from '../../src/crypto/v2/header.ts'
import type { HeaderParts } from '../../src/crypto/v2/header.ts'
import type { Credential } from '../../src/main/vault/files/credential.ts'
import { fastRootBytes } from './fast-root-bytes.ts'

export const fastRoot = (credential: string, kdf: KdfParams): Secret =>
  Secret.take(fastRootBytes(credential, kdf))

export const fastKeys = (credential: string, kdf: KdfParams): CredentialKeys =>
  credentialKeys(fastRoot(credential, kdf))

/** A credential whose derivation is a hash. */
export const fastCredential = (credential: string): Credential => ({
  derive: (kdf) => Promise.resolve(fastRoot(credential, kdf)),
  hasKeyFile: false,
  wipe: () => undefined,
})

export const fastEntry = (credential: string, kdf: KdfParams): DirectoryEntry => {
  const { psk, publicKey } = fastKeys(credential, kdf)
  return { psk, publicKey, keyFile: false }
}

/** What is sealed for the vault after a wipe with 'wipe'. */
export const fastNext = (kdf: KdfParams): Uint8Array => {
  const next = newKdfParams()
  return sealNext(fastKeys('wipe', kdf), { kdf: next, root: fastRoot('wipe', next) })
}

/**
 * The parts of a header with the passphrase 'passphrase', the recovery code 'recovery', and on
 * request the wipe passphrase 'wipe'.
 */
export const exampleParts = (hasWipe = false): HeaderParts => {
  const kdf = newKdfParams()
  const directory: Directory = {
    epoch: 1,
    vaultId: randomBytes(vaultIdBytes),
    next: hasWipe ? fastNext(kdf) : null,
    entries: {
      passphrase: fastEntry('passphrase', kdf),
      recovery: fastEntry('recovery', kdf),
      wipe: hasWipe ? fastEntry('wipe', kdf) : null,
    },
  }
  return { kdf, vaultKey: Secret.random(), previousKey: null, directory, pace: 120 }
}

export const exampleHeader = (hasWipe = false): HeaderParts & { readonly header: Uint8Array } => {
  const parts = exampleParts(hasWipe)
  return { ...parts, header: buildHeader(parts) }
}
