import { randomBytes } from 'node:crypto'
import type { AttachedFile, Attachment, View } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import { limits } from '../../../shared/limits.ts'
import type { DrawnPage } from '../../../shared/pdf-messages.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { attachedBytes, openAttached } from './attached.ts'
import { keepCopy } from './keep-copy.ts'

/** A PDF may have data before its header; readers search this many bytes. */
const headBytes = 1024
const mark = '%PDF-'

/** Refuses most invalid files before a reader is started. */
const mustBePdf = async (session: Session, { digest, bytes }: AttachedFile): Promise<void> => {
  const blob = await openAttached(session, digest)
  try {
    const head = await blob.read(0, Math.min(headBytes, bytes))
    if (!String.fromCharCode(...head).includes(mark)) throw new Failure('broken-pdf')
    if (bytes > limits.pdfBytes) throw new Failure('too-big')
  } finally {
    await blob.close()
  }
}

const drawPage = (session: Session, file: AttachedFile, page: number): Promise<DrawnPage> => {
  const document = {
    digest: file.digest,
    check: () => mustBePdf(session, file),
    pieces: () => attachedBytes(session, file.digest),
  }
  return session.pdfs.draw(document, page)
}

/**
 * A page of an attached PDF for viewing: rendered from the original, and not cached.
 *
 * @throws Failure 'broken-pdf', also for a file that is not a PDF; 'encrypted-pdf', 'too-big',
 *   'not-found' for a page that does not exist, 'pdf-process', 'broken-attachment', 'storage',
 *   'cancelled'.
 */
export const viewPage = async (
  session: Session,
  file: AttachedFile,
  page: number,
): Promise<{ readonly pages: number; readonly view: View }> => {
  const { pages, width, height, pixels } = await drawPage(session, file, page)
  return { pages, view: { width, height, shown: { width, height, pixels } } }
}

/**
 * Renders a page again, has an image page write its pixels as an image, and stores the image. It
 * is kept until the lock, and longer only if a report names it. The image contains only pixels, so
 * it is a cleaned copy of itself.
 *
 * @throws Failure as `viewPage`; 'image-process', 'broken-image', 'cancelled'. Nothing stays then.
 */
export const keepPage = async (
  session: Session,
  file: AttachedFile,
  page: number,
  { signal, progress }: TaskPorts,
): Promise<Attachment> => {
  progress(0, 0)
  const drawn = await drawPage(session, file, page)
  if (signal.aborted) throw new Failure('cancelled')
  const copy = await keepCopy(session, await session.images.fromPage(drawn, signal), signal)
  const { bytes, digest, mediaType } = copy
  const id = randomBytes(16).toString('hex')
  return { id, name: `page-${page}.png`, mediaType, bytes, digest, cleaned: copy }
}
