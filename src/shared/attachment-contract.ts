import { z } from 'zod'
import { Attachment, CleanedFile, Preview, RedactionBox, View } from './attachments.ts'
import { FileToken, ReportId } from './ids.ts'
import { limits } from './limits.ts'
import { method, PastedBytes, TaskId } from './method.ts'

/** The id of an attached file, or of its cleaned copy. */
const attachment = z.string().regex(/^[0-9a-f]{32}$/)
const page = z.int().min(1).max(limits.pdfPages)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** Files attached to reports. The report's content names, removes and restores them. */
export const attachmentContract = {
  /**
   * Encrypts and stores a file. It is kept while a report names it, and at least until lock, so
   * that a removed attachment can be restored.
   */
  'attachments.add': method(
    z.strictObject({ task: TaskId, file: FileToken.attachment }),
    Attachment,
  ),
  /**
   * Stores pasted bytes as `attachments.add` stores a file: from memory to the encrypted file, and
   * nowhere else. The name is random.
   */
  'attachments.paste': method(
    z.strictObject({
      task: TaskId,
      bytes: PastedBytes,
      /** Media type from the clipboard; `''` when it gives none. */
      mediaType: z.string().max(100),
    }),
    Attachment,
  ),
  /**
   * Re-encodes an image of a report from its pixels in a separate process, and stores the copy. The
   * report names the copy when it is saved, as with an added file. Requests are queued.
   */
  'attachments.clean': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      attachment,
    }),
    CleanedFile,
  ),
  /**
   * A small picture of a cleaned copy, as pixels. Other files have none: the app never shows a file
   * from an unknown origin.
   */
  'attachments.preview': method(
    z.strictObject({ reportId: ReportId, digest }),
    /** null: labelled clean, but contains more than pixels. */
    z.strictObject({ preview: Preview.nullable() }),
  ),
  /** A large picture of a cleaned copy, as pixels; null as for a small picture. */
  'attachments.view': method(
    z.strictObject({ reportId: ReportId, digest }),
    z.strictObject({ view: View.nullable() }),
  ),
  /**
   * Re-encodes a cleaned copy with black pixels under the boxes and stores it. When the report is
   * saved it names this copy in place of the other; the original does not change.
   */
  'attachments.redact': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      /** Digest of the cleaned copy that the user drew on. */
      digest,
      boxes: z.array(RedactionBox).min(1).max(limits.redactionBoxes),
    }),
    CleanedFile,
  ),
  /**
   * One page of an attached PDF as pixels: drawn from the original in a separate process, not
   * cleaned. The process stays for the next page until `attachments.closePages`, or for two
   * minutes.
   */
  'attachments.page': method(
    z.strictObject({ reportId: ReportId, attachment, page }),
    z.strictObject({ pages: page, view: View }),
  ),
  /** The user closed the pages: ends every process that holds a document. */
  'attachments.closePages': method(z.strictObject({}), z.strictObject({})),
  /**
   * Draws a page again and stores it as a picture that is its own cleaned copy: pixels and nothing
   * else. The report names it when it is saved, as with an added file.
   */
  'attachments.keepPage': method(
    z.strictObject({ task: TaskId, reportId: ReportId, attachment, page }),
    Attachment,
  ),
  /** Writes a decrypted copy to a folder that the user chose, after a warning. */
  'attachments.save': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      attachment,
      folder: FileToken.copyFolder,
      /** The user saw the warning about decrypted copies and confirmed. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
