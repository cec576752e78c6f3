import { deriveKey } from '../../src/crypto/keys.ts'
import type { Secret } from '../../src/crypto/secret.ts'
import { passphraseCredential } from '../../src/main/vault/storage/credential.ts'
import { openHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import type { OpenedHeader } from '../../src/main/vault/files/header-pick.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { passphrase } from '../vault/harness.ts'
import { workerPaths } from '../vault/worker-paths.ts'

/** What the header of a vault gives with the passphrase of these tests. */
export type VaultKeys = {
  readonly opened: OpenedHeader
  /** The key of the vault and, during a key change, also the next one. */
  readonly keys: readonly Secret[]
  readonly slot: { readonly index: number; readonly root: Secret }
}

export const vaultKeys = async (folder: string): Promise<VaultKeys> => {
  const { derive } = passphraseCredential(workerPaths.kdf, passphrase, null)
  let root: Secret | null = null
  const opened = await openHeaderFiles(vaultPaths(folder), async (kdf) => {
    root = await derive(kdf)
    return derive(kdf)
  })
  const { slot } = opened
  if (slot.kind === 'wipe' || root === null) throw new Error('no key')
  const keys = slot.nextKey === null ? [slot.vaultKey] : [slot.vaultKey, slot.nextKey]
  return { opened, keys, slot: { index: slot.index, root } }
}

/** The database key that is derived from the vault key. */
export const databaseKeyOf = (vaultKey: Secret): Buffer =>
  Buffer.from(deriveKey(vaultKey, 'database').bytes)
