import { passphraseCredential } from '../../src/main/vault/storage/credential.ts'
import { openHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { benchPassphrase } from './bench-passphrase.ts'
import { createVault, workerPaths } from './open-vault.ts'
import type { Place } from './side.ts'

/**
 * Makes a vault as the app would, locks it, and derives the key that
 * unlocking would derive. The caller wipes it.
 */
export const newVault = async (folder: string): Promise<Place> => {
  const { controller } = await createVault(folder, 'Heron')
  controller.close()
  const paths = vaultPaths(folder)
  const credential = passphraseCredential(workerPaths.kdf, benchPassphrase, null)
  try {
    const { slot } = await openHeaderFiles(paths, credential.derive)
    if (slot.kind !== 'passphrase') throw new Error('no slot of the passphrase')
    return { paths, vaultKey: slot.vaultKey, encrypted: true }
  } finally {
    credential.wipe()
  }
}
