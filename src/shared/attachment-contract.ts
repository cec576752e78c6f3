import { z } from 'zod'
import { Attachment } from './attachments.ts'
import { FileToken, ReportId } from './ids.ts'
import { method, TaskId } from './method.ts'

/** Files that hang on reports. They are named, removed and put back in the report's content. */
export const attachmentContract = {
  /**
   * Takes a file in, encrypted. It stays for as long as a report names it, and until the lock in any
   * case: so that what was taken off a report can be put back.
   */
  'attachments.add': method(z.strictObject({ task: TaskId, file: FileToken }), Attachment),
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
