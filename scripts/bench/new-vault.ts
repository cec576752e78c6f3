import { vaultKeyOf } from '../../tests/faults/vault-keys.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { benchPassphrase } from './bench-passphrase.ts'
import { createVault } from './open-vault.ts'
import type { Place } from './side.ts'

/**
 * Makes a vault as the app would, locks it, and derives the key that
 * unlocking would derive. The caller wipes it.
 */
export const newVault = async (folder: string): Promise<Place> => {
  const { controller } = await createVault(folder, 'Heron')
  controller.close()
  const paths = vaultPaths(folder)
  return { paths, vaultKey: await vaultKeyOf(folder, benchPassphrase), encrypted: true }
}
