import { deriveKey } from '../../src/crypto/keys.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { passphraseCredential } from '../../src/main/vault/files/credential.ts'
import { headerCredentials } from '../../src/main/vault/storage/header-unlock.ts'
import { databaseOpensWith } from '../../src/main/vault/storage/vault-database.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { passphrase } from '../vault/harness.ts'
import { workerPaths } from '../vault/worker-paths.ts'

/** The key that the header of a vault gives with a passphrase, and under which its database is. */
export const vaultKeyOf = async (folder: string, words = passphrase): Promise<Secret> => {
  const paths = vaultPaths(folder)
  const place = { paths, nativeBinding: undefined, now: Date.now }
  const { withHeader } = headerCredentials(
    paths,
    workerPaths.kdf,
    createFileTokens(),
    (vaultKey, isOnly) => isOnly || databaseOpensWith({ ...place, vaultKey }),
  )
  const credential = passphraseCredential(workerPaths.kdf, words, null)
  try {
    return await withHeader(credential, 'passphrase', (opened) =>
      Promise.resolve(
        (opened.isUnderPrevious ? (opened.previousKey ?? opened.vaultKey) : opened.vaultKey).copy(),
      ),
    )
  } finally {
    credential.wipe()
  }
}

/** The database key that is derived from the vault key. */
export const databaseKeyOf = (vaultKey: Secret): Buffer =>
  Buffer.from(deriveKey(vaultKey, 'database').bytes)
