import type { Handlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import { createPace } from '../../exchange/pace.ts'
import type { Session } from '../session/session.ts'
import { attachFile, attachPasted } from './attach.ts'
import { findAttached, findCleaned, openAttached, attachedBytes } from './attached.ts'
import { previewCleaned, redactCleaned, viewCleaned } from './cleaned.ts'
import { keepPage, viewPage } from './pages.ts'
import { saveCopy } from './save-copy.ts'
import type { AttachedFile, CleanedFile } from '../../../shared/attachments.ts'
import { limits } from '../../../shared/limits.ts'
import { headBytes, imageFormat } from '../../../shared/image-format.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { keepCopy } from './keep-copy.ts'

/**
 * Re-encodes an attached image from its pixels and stores the copy beside the original. The copy is
 * kept until the lock, and longer only if a report names it.
 *
 * @throws Failure 'not-cleanable' for anything but a supported image, 'too-big', 'broken-image',
 *   'image-process', 'broken-attachment', 'storage', 'cancelled'. Nothing stays then.
 */
const cleanAttached = async (
  session: Session,
  file: AttachedFile,
  { signal, progress }: TaskPorts,
): Promise<CleanedFile> => {
  await mustBeCleanable(session, file)
  const pieces = async function* (): AsyncGenerator<Uint8Array, void, void> {
    let done = 0
    for await (const bytes of attachedBytes(session, file.digest)) {
      progress(done, file.bytes)
      yield bytes
      done += bytes.length
    }
    // The duration of the next step is unknown.
    progress(0, 0)
  }
  return keepCopy(session, await session.images.clean(pieces, signal), signal)
}

/** Refuses most invalid files before a process is started. */
const mustBeCleanable = async (
  session: Session,
  { digest, bytes }: AttachedFile,
): Promise<void> => {
  const blob = await openAttached(session, digest)
  try {
    if (imageFormat(await blob.read(0, headBytes)) === null) throw new Failure('not-cleanable')
    if (bytes > limits.imageBytes) throw new Failure('too-big')
  } finally {
    await blob.close()
  }
}

/**
 * Files attached to reports. The files that a report names are part of its content, and saved with
 * it.
 */
export const attachmentHandlers = (
  session: () => Session,
): Handlers<
  | 'attachments.add'
  | 'attachments.paste'
  | 'attachments.clean'
  | 'attachments.preview'
  | 'attachments.view'
  | 'attachments.redact'
  | 'attachments.page'
  | 'attachments.closePages'
  | 'attachments.keepPage'
  | 'attachments.save'
> => ({
  'attachments.add': ({ task, file }) => {
    const open = session()
    const path = open.files.path(file)
    return open.tasks.run(task, (ports) => attachFile(open, path, ports))
  },
  'attachments.paste': ({ task, bytes, mediaType }) => {
    const open = session()
    return open.tasks.run(task, (ports) => attachPasted(open, { bytes, mediaType }, ports))
  },
  'attachments.clean': ({ task, reportId, attachment }) => {
    const open = session()
    if (open.mode === 'rescue') throw new Failure('read-only')
    const file = findAttached(open, reportId, attachment)
    return open.tasks.run(task, (ports) => cleanAttached(open, file, ports))
  },
  'attachments.preview': async ({ reportId, digest }) => {
    const open = session()
    // A new copy is cached before the report names it.
    const known = open.images.remembered(digest)
    if (known !== null) return { preview: known }
    return { preview: await previewCleaned(open, findCleaned(open, reportId, digest)) }
  },
  'attachments.view': async ({ reportId, digest }) => {
    const open = session()
    return { view: await viewCleaned(open, findCleaned(open, reportId, digest)) }
  },
  'attachments.redact': ({ task, reportId, digest, boxes }) => {
    const open = session()
    if (open.mode === 'rescue') throw new Failure('read-only')
    const copy = findCleaned(open, reportId, digest)
    return open.tasks.run(task, (ports) => redactCleaned(open, copy, boxes, ports))
  },
  'attachments.page': ({ reportId, attachment, page }) => {
    const open = session()
    return viewPage(open, findAttached(open, reportId, attachment), page)
  },
  'attachments.closePages': () => {
    session().pdfs.close()
    return {}
  },
  'attachments.keepPage': ({ task, reportId, attachment, page }) => {
    const open = session()
    if (open.mode === 'rescue') throw new Failure('read-only')
    const file = findAttached(open, reportId, attachment)
    return open.tasks.run(task, (ports) => keepPage(open, file, page, ports))
  },
  'attachments.save': ({ task, reportId, attachment, folder: token }) => {
    const open = session()
    if (open.mode === 'rescue') throw new Failure('read-only')
    const folder = open.files.path(token)
    const file = findAttached(open, reportId, attachment)
    return open.tasks.run(task, async ({ signal, progress }) => {
      const blob = await openAttached(open, file.digest)
      try {
        const place = { folder, day: open.today() }
        const pace = createPace(signal, progress)
        const copy = await saveCopy(blob, file, place, pace, open.plaintextTempFiles)
        try {
          if (signal.aborted) throw new Failure('cancelled')
          // The journal line is written before the file appears.
          open.store.journal.noteRecord('attachment.saved', reportId as string as RecordId)
          copy.appear()
        } catch (cause) {
          copy.remove()
          throw cause
        }
        return { fileName: copy.fileName }
      } finally {
        await blob.close()
      }
    })
  },
})
