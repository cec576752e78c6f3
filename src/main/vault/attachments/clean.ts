import type { AttachedFile, CleanedFile } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import { headBytes, imageFormat } from '../../images/image-format.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { attachedBytes, openAttached } from './attached.ts'
import { keepCopy } from './keep-copy.ts'

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
  return keepCopy(session, await session.images.clean(pieces, signal), signal)
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
