import { fileURLToPath } from 'node:url'
import { sodiumReady } from '../crypto/sodium.ts'
import { wipeSlotKeys } from '../crypto/v1/header.ts'
import { passphraseCredential, recoveryCredential } from '../main/vault/storage/credential.ts'
import { openHeaderFiles } from '../main/vault/files/header-file.ts'
import type { OpenedHeader } from '../main/vault/files/header-pick.ts'
import type { VaultPaths } from '../main/vault/files/paths.ts'
import { readKeyFile } from '../main/vault/storage/key-file.ts'
import { openDatabase } from '../main/vault/storage/vault-database.ts'
import type { VaultDatabase } from '../main/vault/storage/vault-database.ts'
import { Failure } from '../shared/failure.ts'

const kdfWorker = fileURLToPath(new URL('../main/workers/kdf-worker.ts', import.meta.url))

export type Rescued = {
  readonly stored: VaultDatabase
  /** `none`: a backup has no header. */
  readonly headerCopies: OpenedHeader['copies'] | 'none'
}

type Key = {
  readonly secret: string
  readonly recoveryCode: boolean
  readonly keyFile: string | null
}

/**
 * Opens a private copy of a vault. The caller closes it.
 *
 * @throws Failure 'wrong-passphrase', 'bad-code', 'damaged', 'newer', 'storage'.
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
  try {
    const { slot, copies } = await openHeaderFiles(paths, credential.derive)
    try {
      if (slot.kind === 'wipe') throw new Failure('wrong-passphrase')
      const keys = slot.nextKey === null ? [slot.vaultKey] : [slot.vaultKey, slot.nextKey]
      return { stored: openWithOneOf(paths, keys), headerCopies: copies }
    } finally {
      wipeSlotKeys(slot)
    }
  } finally {
    credential.wipe()
  }
}

/** While a vault is being given a new key, either of the two may be the database's. */
const openWithOneOf = (
  paths: VaultPaths,
  keys: readonly Parameters<typeof openDatabase>[0]['vaultKey'][],
): VaultDatabase => {
  let last: unknown = new Failure('damaged')
  for (const vaultKey of keys) {
    try {
      return openDatabase({ paths, vaultKey, nativeBinding: undefined, now: Date.now })
    } catch (cause) {
      last = cause
      if (!(cause instanceof Failure) || cause.code !== 'damaged') throw cause
    }
  }
  throw last
}
