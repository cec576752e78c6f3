import type { CleanedFile, Preview } from '../../src/shared/attachments.ts'
import type { Answers } from './answers.ts'
import { recordId } from './records.ts'

/** The copy of it that somebody cleaned. */
export const cleanedCopy: CleanedFile = {
  id: recordId(22),
  name: 'image.jpg',
  mediaType: 'image/jpeg',
  bytes: 1_900_000,
  digest: 'd'.repeat(64),
}

/** What there is to see: sky above, ground below. */
const street: Preview = {
  width: 160,
  height: 120,
  pixels: Uint8Array.from({ length: 160 * 120 * 4 }, (_, at) => {
    const isSky = at < 160 * 70 * 4
    return [isSky ? 120 : 90, isSky ? 160 : 80, isSky ? 210 : 60, 255][at % 4] ?? 255
  }),
}

/** A file that was chosen and taken in, and a copy that was written. */
export const attachmentAnswers: Pick<
  Required<Answers>,
  | 'dialog.openAttachment'
  | 'dialog.saveAttachment'
  | 'attachments.add'
  | 'attachments.clean'
  | 'attachments.preview'
  | 'attachments.save'
> = {
  'dialog.openAttachment': () => ({ file: recordId(9) }),
  'dialog.saveAttachment': () => ({ file: recordId(7) }),
  'attachments.add': () => ({
    id: recordId(21),
    name: 'market.jpg',
    mediaType: 'image/jpeg',
    bytes: 2_400_000,
    digest: 'c'.repeat(64),
    cleaned: null,
  }),
  'attachments.clean': () => cleanedCopy,
  'attachments.preview': () => ({ preview: street }),
  'attachments.save': () => ({ fileName: `${recordId(3)}.jpg` }),
}
