import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { Store } from '../../store/store.ts'
import { folderMode, vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import { dateBlobFolder, removeBlobFile } from './blob-writer.ts'
import type { BlobWriter } from './blob-writer.ts'

/** The stored content, whether new or already in the vault. */
export type StoredAttachment = { readonly digest: string; readonly bytes: number }

/**
 * Finishes a file in `blobs/` and stores its key; equal content is stored once. No file stays after
 * an abort.
 *
 * @throws Failure 'invalid' when nothing was written, 'storage', 'in-doubt', 'cancelled'; the
 *   caller aborts the blob when this throws.
 */
export const keepBlob = async (
  { store, folder }: Pick<Session, 'store' | 'folder'>,
  blob: BlobWriter,
  signal: AbortSignal,
): Promise<StoredAttachment> => {
  const blobs = vaultPaths(folder).blobs
  const entry = await blob.finish()
  try {
    if (signal.aborted) throw new Failure('cancelled')
    const known = store.blobs.find(entry.digest)
    known?.key.fill(0)
    store.blobs.noteAttached(entry.digest)
    if (known === null) store.blobs.add(entry)
    else await removeBlobFile(blobs, entry.id)
    return { digest: entry.digest, bytes: entry.bytes }
  } catch (cause) {
    // If in doubt, its row may be stored and need the file. If not, the next opening deletes it.
    if (!isInDoubt(cause)) await removeBlobFile(blobs, entry.id)
    throw cause
  } finally {
    entry.key.fill(0)
  }
}

/**
 * Deletes every file in `blobs/` that the database has no key for: the remains of a crash, and
 * files that a purge has just made unreadable. Dates the folder. Writable vaults only.
 *
 * A disk error doesn't prevent opening: without their keys these files reveal only their size.
 *
 * @throws Failure the errors of the database.
 */
export const sweepBlobs = (store: Store, folder: string): void => {
  const ours = new Set(store.blobs.ids())
  try {
    // Not `recursive`: if the medium was removed, no folder may be created in the vault's place.
    if (!existsSync(folder)) mkdirSync(folder, { mode: folderMode })
    for (const name of readdirSync(folder)) {
      if (!ours.has(name)) rmSync(join(folder, name), { recursive: true, force: true })
    }
    dateBlobFolder(folder)
  } catch {
    // Deleted at the next opening.
  }
}
