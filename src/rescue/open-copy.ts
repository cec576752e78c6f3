import { fileURLToPath } from 'node:url'
import { sodiumReady } from '../crypto/sodium.ts'
import { passphraseCredential, recoveryCredential } from '../main/vault/files/credential.ts'
import { headerCredentials } from '../main/vault/storage/header-unlock.ts'
import type { VaultPaths } from '../main/vault/files/paths.ts'
import { createFileTokens } from '../main/vault/session/file-tokens.ts'
import { readKeyFile } from '../main/vault/storage/key-file.ts'
import { databaseOpensWith, openDatabase } from '../main/vault/storage/vault-database.ts'
import type { VaultDatabase } from '../main/vault/storage/vault-database.ts'

const kdfWorker = fileURLToPath(new URL('../main/workers/kdf-worker.ts', import.meta.url))

/** What is read of a vault or a backup. */
export type ReadDatabase = Pick<VaultDatabase, 'store' | 'rescue' | 'close'>

export type Rescued = {
  readonly stored: ReadDatabase
  /** `none`: a backup has no header. */
  readonly headerCopies: 'equal' | 'unequal' | 'none'
}

type Key = {
  readonly secret: string
  readonly recoveryCode: boolean
  readonly keyFile: string | null
}

/**
 * Opens a private copy of a vault, under whichever of its keys the database is. The caller closes
 * it.
 *
 * @throws Failure 'wrong-passphrase' (also for a wipe passphrase), 'bad-code', 'damaged', 'newer',
 *   'outdated', 'storage'.
 */
export const openCopy = async (paths: VaultPaths, key: Key): Promise<Rescued> => {
  await sodiumReady()
  const credential = key.recoveryCode
    ? recoveryCredential(kdfWorker, key.secret)
    : passphraseCredential(
        kdfWorker,
        key.secret,
        key.keyFile === null ? null : readKeyFile(key.keyFile),
      )
  const place = { paths, nativeBinding: undefined, now: Date.now }
  const { withHeader } = headerCredentials(
    paths,
    kdfWorker,
    createFileTokens(),
    (vaultKey, isOnly) => isOnly || databaseOpensWith({ ...place, vaultKey }),
  )
  try {
    const kind = key.recoveryCode ? 'recovery' : 'passphrase'
    return await withHeader(credential, kind, (opened) => {
      const { vaultKey, previousKey, isUnderPrevious, isUneven } = opened
      const location =
        isUnderPrevious && previousKey !== null
          ? { ...place, vaultKey: previousKey }
          : { ...place, vaultKey, previousKey }
      const stored = openDatabase(location)
      return Promise.resolve({ stored, headerCopies: isUneven ? 'unequal' : 'equal' })
    })
  } finally {
    credential.wipe()
  }
}
