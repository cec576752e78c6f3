import type { Answers } from './answers.ts'
import { recordId } from './records.ts'

/** A file that was chosen and taken in, and a copy that was written. */
export const attachmentAnswers: Pick<
  Required<Answers>,
  'dialog.openAttachment' | 'dialog.saveAttachment' | 'attachments.add' | 'attachments.save'
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
  'attachments.save': () => ({ fileName: `${recordId(3)}.jpg` }),
}
