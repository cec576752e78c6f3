import { newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { createHeader } from '../../src/crypto/v1/header.ts'
import type { Derive } from '../../src/main/vault/files/header-file.ts'
import { fastRootBytes } from './fast-root-bytes.ts'

export const fastRoot = (credential: string, kdf: KdfParams): Secret =>
  Secret.take(fastRootBytes(credential, kdf))

export const fastDerive =
  (credential: string): Derive =>
  (kdf) =>
    Promise.resolve(fastRoot(credential, kdf))

/** A header with the passphrase 'passphrase', the recovery code 'recovery', and its vault key. */
export const exampleHeader = (): { header: Uint8Array; vaultKey: Secret; kdf: KdfParams } => {
  const kdf = newKdfParams()
  const vaultKey = Secret.random()
  const header = createHeader(
    [
      { kind: 'passphrase', root: fastRoot('passphrase', kdf), kdf },
      { kind: 'recovery', root: fastRoot('recovery', kdf), kdf },
    ],
    vaultKey,
  )
  return { header, vaultKey, kdf }
}
