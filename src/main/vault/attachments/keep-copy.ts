import { randomBytes } from 'node:crypto'
import type { CleanedFile, Preview } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import type { CleanedImage } from '../../../shared/image-messages.ts'
import { vaultPaths } from '../files/paths.ts'
import { inPieces } from '../decoders/in-pieces.ts'
import type { Session } from '../session/session.ts'
import { createBlob } from './blob-writer.ts'
import type { BlobWriter } from './blob-writer.ts'
import { keepBlob } from './keep-blob.ts'

/**
 * The extension for each format of a copy. A copy has a neutral name, since the original's name may
 * reveal a lot.
 */
const endings = { jpeg: 'jpg', png: 'png' } as const

/**
 * Stores a re-encoded image, encrypted, and wipes the input. It is kept until the lock, and longer
 * only if a report names it.
 *
 * @throws Failure 'storage', 'cancelled'; nothing stays then. 'in-doubt'.
 */
export const keepCopy = async (
  session: Session,
  { cleaned, preview }: { readonly cleaned: CleanedImage; readonly preview: Preview },
  signal: AbortSignal,
): Promise<CleanedFile> => {
  let blob: BlobWriter | null = null
  try {
    blob = await createBlob(vaultPaths(session.folder).blobs)
    for (const piece of inPieces(cleaned.bytes)) {
      if (signal.aborted) throw new Failure('cancelled')
      await blob.write(piece)
    }
    const kept = await keepBlob(session, blob, signal)
    blob = null
    session.images.remember(kept.digest, preview)
    return {
      id: randomBytes(16).toString('hex'),
      name: `image.${endings[cleaned.format]}`,
      mediaType: `image/${cleaned.format}`,
      bytes: kept.bytes,
      digest: kept.digest,
      ...(cleaned.frames > 1 && { frames: cleaned.frames }),
    }
  } finally {
    cleaned.bytes.fill(0)
    await blob?.abort()
  }
}
