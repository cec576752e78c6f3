import { sweepBlobs } from './attachments/sweep.ts'
import { sweepScratch } from './backup/scratch.ts'
import { sweepQuarantine } from './contacts/aside-file.ts'
import { removeDestroyMarker } from './storage/destroy-marker.ts'
import { clearOldEscrows } from './escrow/make-escrow.ts'
import { openDatabase } from './storage/vault-database.ts'
import type { VaultLocation, VaultDatabase } from './storage/vault-database.ts'
import { finishCreation } from './storage/creation-marker.ts'

/**
 * Opens the database with the key from a header, erases records deleted in an earlier session, and
 * cleans up its unfinished work.
 *
 * @throws Failure as `openDatabase`; nothing is left open then.
 */
export const openAndCleanUp = (
  header: Uint8Array,
  place: VaultLocation & { readonly folder: string },
): VaultDatabase => {
  const { folder, ...opening } = place
  const { paths } = opening
  const stored = openDatabase(opening, (store) => {
    clearOldEscrows(store, header)
    store.records.purgeRemoved()
    sweepBlobs(store, paths.blobs)
  })
  try {
    sweepScratch(paths)
    if (stored.rescue === null) {
      finishCreation(paths)
      removeDestroyMarker(paths)
      sweepQuarantine(folder, () => stored.store.contacts.setAside())
    }
    return stored
  } catch (cause) {
    stored.close()
    throw cause
  }
}
