import type { Secret } from '../../crypto/secret.ts'
import { sweepBlobs } from './attachments/sweep.ts'
import { sweepScratch } from './backup/scratch.ts'
import { sweepAside } from './contacts/aside-file.ts'
import { forgetDestroying } from './duress/destroying.ts'
import { settleEscrows } from './escrow/make-escrow.ts'
import type { VaultPaths } from './files/paths.ts'
import { openStored, type Stored } from './stored.ts'
import { finishVault } from './unfinished.ts'

/**
 * Opens the database with the key that a header gave; what an earlier session removed goes, and so
 * does what it left half done.
 *
 * @throws Failure as `openStored`; nothing is left open then.
 */
export const openTidied = (
  header: Uint8Array,
  place: {
    readonly folder: string
    readonly paths: VaultPaths
    readonly vaultKey: Secret
    readonly nativeBinding: string | undefined
    readonly now: () => number
  },
): Stored => {
  const { folder, paths, ...opening } = place
  const stored = openStored({ paths, ...opening }, (store) => {
    settleEscrows(store, header)
    store.records.purgeRemoved()
    sweepBlobs(store, paths.blobs)
  })
  try {
    sweepScratch(paths)
    if (stored.rescue === null) {
      finishVault(paths)
      forgetDestroying(paths)
      sweepAside(folder, () => stored.store.contacts.setAside())
    }
    return stored
  } catch (cause) {
    stored.close()
    throw cause
  }
}
