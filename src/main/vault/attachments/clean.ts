import { randomBytes } from 'node:crypto'
import type { AttachedFile, CleanedFile, Preview } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { isBare } from '../../images/bare.ts'
import { headBytes, imageFormat } from '../../images/image-format.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session.ts'
import type { TaskPorts } from '../tasks.ts'
import { attachedBytes, openAttached } from './attached.ts'
import { createBlob, type BlobWriter } from './blob-writer.ts'
import { keepBlob } from './keep-blob.ts'

/** An ending for each form that a copy has. Its name says nothing: that of the original may say much. */
const endings = { jpeg: 'jpg', png: 'png' } as const

const pieceBytes = 1024 * 1024

/**
 * Writes an attached image anew from its pixels and takes the copy in, beside the original. The copy
 * stays until the lock; for longer only when a report names it.
 *
 * @throws Failure 'not-cleanable' for anything but an image that is cleaned here, 'too-big',
 * 'broken-image', 'image-process', 'broken-attachment', 'storage', 'cancelled'. Nothing stays then.
 */
export async function cleanAttached(
  session: Session,
  file: AttachedFile,
  { signal, progress }: TaskPorts,
): Promise<CleanedFile> {
  await mustBeCleanable(session, file)
  const pieces = async function* (): AsyncGenerator<Uint8Array, void, void> {
    let done = 0
    for await (const bytes of attachedBytes(session, file.digest)) {
      progress(done, file.bytes)
      yield bytes
      done += bytes.length
    }
    // What comes now cannot be measured.
    progress(0, 0)
  }
  const { cleaned, preview } = await session.images.clean(pieces, signal)
  let blob: BlobWriter | null = await createBlob(vaultPaths(session.folder).blobs)
  try {
    for (let at = 0; at < cleaned.bytes.length; at += pieceBytes) {
      if (signal.aborted) throw new Failure('cancelled')
      await blob.write(cleaned.bytes.subarray(at, at + pieceBytes))
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

/** Tells most refusals before a process is started. */
async function mustBeCleanable(session: Session, { digest, bytes }: AttachedFile): Promise<void> {
  const blob = await openAttached(session, digest)
  try {
    if (imageFormat(await blob.read(0, headBytes)) === null) throw new Failure('not-cleanable')
    if (bytes > limits.imageBytes) throw new Failure('too-big')
  } finally {
    await blob.close()
  }
}

/**
 * A small picture of a cleaned copy. What is only called one, as another vault may do, gets none: it
 * is looked through for anything but pixels before it is decoded.
 *
 * @returns null for a file that holds more than pixels.
 * @throws Failure 'broken-attachment', 'broken-image', 'too-big', 'image-process', 'storage'.
 */
export async function previewCleaned(
  session: Session,
  { digest, bytes }: AttachedFile,
): Promise<Preview | null> {
  if (bytes > limits.imageBytes) return null
  const whole = new Uint8Array(bytes)
  let at = 0
  for await (const piece of attachedBytes(session, digest)) {
    whole.set(piece, at)
    at += piece.length
  }
  if (!isBare(whole)) return null
  return session.images.preview(digest, async function* () {
    for (let from = 0; from < bytes; from += pieceBytes) {
      yield whole.subarray(from, from + pieceBytes)
    }
  })
}
