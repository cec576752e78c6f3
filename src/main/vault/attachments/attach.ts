import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Attachment } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { createBlob } from './blob-writer.ts'
import type { BlobWriter } from './blob-writer.ts'
import { keepBlob } from './keep-blob.ts'
import { endingFor, mediaTypeOf, recordedName } from './media-type.ts'
import { headBytes, imageFormat } from '../../../shared/image-format.ts'

const pieceBytes = 1024 * 1024

// Without O_NONBLOCK, opening a named pipe would block until it has a writer.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Stores a file in the vault, encrypted while it is read. It is kept until the lock, and longer
 * only if a report names it: the window does so in the content that it saves. Equal files are
 * stored once.
 *
 * @throws Failure 'read-only', 'too-big', 'invalid' for an empty file or none, 'storage',
 *   'cancelled'.
 */
export const attachFile = async (
  session: Session,
  path: string,
  { signal, progress }: TaskPorts,
): Promise<Attachment> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const folder = vaultPaths(session.folder).blobs
  const { file, size } = await openSource(path)
  let blob: BlobWriter | null = null
  try {
    blob = await createBlob(folder)
    let done = 0
    for (;;) {
      if (signal.aborted) throw new Failure('cancelled')
      progress(done, size)
      const piece = await readPiece(file)
      if (piece.length === 0) break
      await blob.write(piece)
      done += piece.length
    }
    const kept = await keepBlob(session, blob, signal)
    blob = null
    const name = recordedName(path)
    return named(name, kept)
  } finally {
    await blob?.abort()
    await file.close()
  }
}

/** A stored file, in the form that a report names it. */
const named = (
  name: string,
  { bytes, digest }: Pick<Attachment, 'bytes' | 'digest'>,
): Attachment => ({
  id: randomBytes(16).toString('hex'),
  name,
  mediaType: mediaTypeOf(name),
  bytes,
  digest,
  cleaned: null,
})

/** Number of random bytes in the name of a pasted file. */
const nameBytes = 6

/**
 * Stores pasted data, like `attachFile`, and wipes the input. The format is detected from the first
 * bytes, otherwise taken from the clipboard.
 *
 * @throws Failure 'read-only', 'storage', 'cancelled'.
 */
export const attachPasted = async (
  session: Session,
  { bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string },
  { signal, progress }: TaskPorts,
): Promise<Attachment> => {
  let blob: BlobWriter | null = null
  try {
    if (session.mode === 'rescue') throw new Failure('read-only')
    const format = imageFormat(bytes.subarray(0, headBytes))
    const ending = endingFor(format === null ? mediaType : `image/${format}`)
    blob = await createBlob(vaultPaths(session.folder).blobs)
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      if (signal.aborted) throw new Failure('cancelled')
      progress(at, bytes.length)
      await blob.write(bytes.subarray(at, at + pieceBytes))
    }
    const kept = await keepBlob(session, blob, signal)
    blob = null
    const name = `${randomBytes(nameBytes).toString('hex')}${ending}`
    return named(name, kept)
  } finally {
    bytes.fill(0)
    await blob?.abort()
  }
}

const openSource = async (path: string): Promise<{ file: FileHandle; size: number }> => {
  let file: FileHandle
  try {
    file = await open(path, readOnly)
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
  const stat = await file.stat()
  if (stat.isFile() && stat.size > 0 && stat.size <= limits.attachmentBytes) {
    return { file, size: stat.size }
  }
  await file.close()
  throw new Failure(stat.size > limits.attachmentBytes ? 'too-big' : 'invalid', {
    fields: ['file'],
  })
}

const readPiece = async (file: FileHandle): Promise<Uint8Array> => {
  const piece = new Uint8Array(pieceBytes)
  try {
    const { bytesRead } = await file.read(piece, 0, pieceBytes, null)
    return piece.subarray(0, bytesRead)
  } catch (cause) {
    throw new Failure('storage', { cause })
  }
}
