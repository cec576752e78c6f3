import { Failure } from '../../../shared/failure.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import type { OpenedAgeFile } from '../../exchange/age-file.ts'
import { decodeBundle } from '../../exchange/decode-bundle.ts'
import { createPace } from '../../exchange/pace.ts'
import { hex } from '../../exchange/revision.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { createBlob, removeBlobFile } from './blob-writer.ts'
import type { BlobWriter } from './blob-writer.ts'

/** Files read from a bundle that have no database row yet. */
export type TakenFiles = {
  readonly entries: readonly StoredBlob[]
  /** Wipes the keys; without `keep` it also deletes the files. */
  readonly end: (outcome: 'keep' | 'drop') => Promise<void>
}

/**
 * Reads a bundle a second time and writes the wanted files into `blobs/`. The imported files must
 * be the previewed ones: the manifest must be the same to the byte, and the digest of each file is
 * checked again.
 *
 * @param hash of the manifest that was verified.
 * @param wanted digests that this manifest lists; reading ends with the last of them.
 * @throws Failure 'malformed' if it is no longer the same bundle; the errors of opening and reading
 *   it; 'storage', 'cancelled'. No file stays then.
 */
export const takeFiles = async (
  { folder }: Pick<Session, 'folder'>,
  hash: string,
  wanted: ReadonlySet<string>,
  reopen: () => Promise<OpenedAgeFile>,
  { signal, progress }: TaskPorts,
): Promise<TakenFiles> => {
  const blobs = vaultPaths(folder).blobs
  const entries: StoredBlob[] = []
  const end = async (outcome: 'keep' | 'drop'): Promise<void> => {
    for (const { id, key } of entries) {
      key.fill(0)
      if (outcome === 'drop') await removeBlobFile(blobs, id)
    }
  }
  let blob: BlobWriter | null = null
  try {
    const file = await reopen()
    const pace = createPace(signal, () => progress(file.read(), file.bytes))
    await decodeBundle(file.chunks, {
      head: ({ manifestBytes }) => {
        if (hex(plainDigest(manifestBytes)) !== hash) throw new Failure('malformed')
      },
      object: async ({ kind, digest }, pieces) => {
        if (kind !== 'attachment' || !wanted.has(digest)) return undefined
        blob = await createBlob(blobs)
        for await (const piece of pieces) {
          await blob.write(piece)
          await pace(0, 0)
        }
        const entry = await blob.finish()
        blob = null
        entries.push(entry)
        if (entry.digest !== digest) throw new Failure('malformed')
        return entries.length === wanted.size ? 'enough' : undefined
      },
    })
    if (entries.length !== wanted.size) throw new Failure('malformed')
    return { entries, end }
  } catch (cause) {
    await (blob as BlobWriter | null)?.abort()
    await end('drop')
    throw cause
  }
}
