import { z } from 'zod'
import { Attachment, CleanedFile, Preview, RedactionBox, View } from './attachments.ts'
import { FileToken, ReportId } from './ids.ts'
import { limits } from './limits.ts'
import { method, TaskId } from './method.ts'

/** The id of an attached file, or of its cleaned copy. */
const attachment = z.string().regex(/^[0-9a-f]{32}$/)
const page = z.int().min(1).max(limits.pdfPages)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** Files that hang on reports. They are named, removed and put back in the report's content. */
export const attachmentContract = {
  /**
   * Takes a file in, encrypted. It stays for as long as a report names it, and until the lock in any
   * case: so that what was taken off a report can be put back.
   */
  'attachments.add': method(z.strictObject({ task: TaskId, file: FileToken }), Attachment),
  /**
   * Takes in what a person pasted, as `attachments.add` takes a file in: from memory to the encrypted
   * file, and nowhere else. It is called at random.
   */
  'attachments.paste': method(
    z.strictObject({
      task: TaskId,
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ length }) => length > 0 && length <= limits.pastedBytes),
      /** What the clipboard says that it is; `''` when it does not. */
      mediaType: z.string().max(100),
    }),
    Attachment,
  ),
  /**
   * Writes an image of a report anew from its pixels, in a process of its own, and takes the copy in.
   * The report names it when it is saved, as with a file that was added. Several wait for each other.
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
   * A small picture of a cleaned copy, as pixels. Of no other file is there one: what a stranger made
   * is never shown.
   */
  'attachments.preview': method(
    z.strictObject({ reportId: ReportId, digest }),
    /** null: it is called cleaned and is not; it holds more than pixels. */
    z.strictObject({ preview: Preview.nullable() }),
  ),
  /** A cleaned copy to be looked at closely, as pixels; null as with a small picture. */
  'attachments.view': method(
    z.strictObject({ reportId: ReportId, digest }),
    z.strictObject({ view: View.nullable() }),
  ),
  /**
   * Writes a cleaned copy anew with its pixels black under boxes, and takes that in. The report names
   * it in place of the other when it is saved; the original stays as it is.
   */
  'attachments.redact': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      /** Of the cleaned copy that a person drew on. */
      digest,
      boxes: z.array(RedactionBox).min(1).max(limits.redactionBoxes),
    }),
    CleanedFile,
  ),
  /**
   * One page of an attached PDF, as pixels: drawn from the original, in a process of its own, and not
   * cleaned. The process stays for the next page until `attachments.closePages`, or for two minutes.
   */
  'attachments.page': method(
    z.strictObject({ reportId: ReportId, attachment, page }),
    z.strictObject({ pages: page, view: View }),
  ),
  /** Nobody looks at pages any more: whatever holds a document ends. */
  'attachments.closePages': method(z.strictObject({}), z.strictObject({})),
  /**
   * Draws a page once more and takes it in as a picture that is its own cleaned copy: pixels and
   * nothing else. The report names it when it is saved, as with a file that was added.
   */
  'attachments.keepPage': method(
    z.strictObject({ task: TaskId, reportId: ReportId, attachment, page }),
    Attachment,
  ),
  /** A decrypted copy in a folder that the person chose, after a warning. */
  'attachments.save': method(
    z.strictObject({
      task: TaskId,
      reportId: ReportId,
      attachment,
      folder: FileToken,
      /** The person was told what a decrypted copy means, and wants it. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
