import { passphraseCredential } from '../../src/main/vault/storage/credential.ts'
import { openHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { openDesk, passphrase, workerPaths } from './desk.ts'
import type { Place } from './side.ts'

/**
 * Makes a vault through the controller, locks it, and returns the key that unlocking would return.
 * The caller wipes it.
 */
export const newVault = async (folder: string): Promise<Place> => {
  const { controller } = openDesk(folder)
  await controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
  controller.close()
  const paths = vaultPaths(folder)
  const credential = passphraseCredential(workerPaths.kdf, passphrase, null)
  try {
    const { slot } = await openHeaderFiles(paths, credential.derive)
    if (slot.kind !== 'passphrase') throw new Error('no slot of the passphrase')
    return { paths, vaultKey: slot.vaultKey, encrypted: true }
  } finally {
    credential.wipe()
  }
}
