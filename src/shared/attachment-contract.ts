import { z } from 'zod'
import { Attachment, CleanedFile, Preview } from './attachments.ts'
import { FileToken, ReportId } from './ids.ts'
import { method, TaskId } from './method.ts'

/** Files that hang on reports. They are named, removed and put back in the report's content. */
export const attachmentContract = {
  /**
   * Takes a file in, encrypted. It stays for as long as a report names it, and until the lock in any
   * case: so that what was taken off a report can be put back.
   */
  'attachments.add': method(z.strictObject({ task: TaskId, file: FileToken }), Attachment),
  /**
   * Writes an image of a report anew from its pixels, in a process of its own, and takes the copy in.
   * The report names it when it is saved, as with a file that was added. Several wait for each other.
   */
  'attachments.clean': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      attachment: z.string().regex(/^[0-9a-f]{32}$/),
    }),
    CleanedFile,
  ),
  /**
   * A small picture of a cleaned copy, as pixels. Of no other file is there one: what a stranger made
   * is never shown.
   */
  'attachments.preview': method(
    z.strictObject({ reportId: ReportId, digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    /** null: it is called cleaned and is not; it holds more than pixels. */
    z.strictObject({ preview: Preview.nullable() }),
  ),
  /** A decrypted copy in a folder that the person chose, after a warning. */
  'attachments.save': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      /** Its id, or its cleaned copy's. */
      attachment: z.string().regex(/^[0-9a-f]{32}$/),
      folder: FileToken,
      /** The person was told what a decrypted copy means, and wants it. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
