import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import { removeBlobFile } from './blob-writer.ts'
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
