import { sweepBlobs } from './attachments/sweep.ts'
import { sweepScratch } from './backup/scratch.ts'
import { sweepAside } from './contacts/aside-file.ts'
import { forgetDestroying } from './storage/destroy-marker.ts'
import { settleEscrows } from './escrow/make-escrow.ts'
import { openStored, type Place, type Stored } from './storage/vault-database.ts'
import { finishVault } from './storage/creation-marker.ts'

/**
 * Opens the database with the key that a header gave; what an earlier session removed goes, and so
 * does what it left half done.
 *
 * @throws Failure as `openStored`; nothing is left open then.
 */
export const openTidied = (
  header: Uint8Array,
  place: Place & { readonly folder: string },
): Stored => {
  const { folder, ...opening } = place
  const { paths } = opening
  const stored = openStored(opening, (store) => {
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
