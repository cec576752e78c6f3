import type { Attachment, CleanedFile, Preview, View } from '../../src/shared/attachments.ts'
import type { Answers } from './answers.ts'
import { fileToken, recordId } from './records.ts'

/** The photograph as attached. */
export const original: Attachment = {
  id: recordId(21),
  name: 'market.jpg',
  mediaType: 'image/jpeg',
  bytes: 2_400_000,
  digest: 'c'.repeat(64),
  cleaned: null,
}

/** Its cleaned copy. */
export const cleanedCopy: CleanedFile = {
  id: recordId(22),
  name: 'image.jpg',
  mediaType: 'image/jpeg',
  bytes: 1_900_000,
  digest: 'd'.repeat(64),
}

/** Its content: sky above, ground below. */
const street: Preview = {
  width: 160,
  height: 120,
  pixels: Uint8Array.from({ length: 160 * 120 * 4 }, (_, at) => {
    const isSky = at < 160 * 70 * 4
    return [isSky ? 120 : 90, isSky ? 160 : 80, isSky ? 210 : 60, 255][at % 4] ?? 255
  }),
}

/** The copy after boxes were burned into the picture. */
export const redactedCopy: CleanedFile = {
  ...cleanedCopy,
  id: recordId(23),
  digest: 'e'.repeat(64),
  redacted: true,
}

/** The picture in the close-up view. */
const closely: View = { width: 160, height: 120, shown: street }

/** A document with pages to view. */
export const letter: Attachment = {
  id: recordId(25),
  name: 'letter.pdf',
  mediaType: 'application/pdf',
  bytes: 340_000,
  digest: 'a'.repeat(64),
  cleaned: null,
}

/** A page of the document, kept as a cleaned copy. */
const keptPage: Attachment = {
  id: recordId(26),
  name: 'page-1.png',
  mediaType: 'image/png',
  bytes: 90_000,
  digest: 'b'.repeat(64),
  cleaned: {
    id: recordId(27),
    name: 'image.png',
    mediaType: 'image/png',
    bytes: 90_000,
    digest: 'b'.repeat(64),
  },
}

/** An attached file, and a copy that was written. */
export const attachmentAnswers: Pick<
  Required<Answers>,
  | 'dialog.openAttachment'
  | 'dialog.saveAttachment'
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
> = {
  'dialog.openAttachment': () => ({ file: fileToken('attachment', 9) }),
  'dialog.saveAttachment': () => ({ file: fileToken('copyFolder', 7) }),
  'attachments.add': () => original,
  'attachments.paste': () => ({
    ...original,
    id: recordId(24),
    name: '3f9ab2c07d15.png',
    mediaType: 'image/png',
    digest: 'f'.repeat(64),
  }),
  'attachments.clean': () => cleanedCopy,
  'attachments.preview': () => ({ preview: street }),
  'attachments.view': () => ({ view: closely }),
  'attachments.redact': () => redactedCopy,
  'attachments.page': () => ({ pages: 3, view: closely }),
  'attachments.closePages': () => ({}),
  'attachments.keepPage': () => keptPage,
  'attachments.save': () => ({ fileName: `${recordId(3)}.jpg` }),
}
