import type { Attachment } from '../../src/shared/attachments.ts'
import { recordId } from './records.ts'

/** A screenshot as the clipboard has it. */
export const screenshot = (): File =>
  new File([new Uint8Array([137, 80, 78, 71])], 'Kim at the bridge.png', { type: 'image/png' })

/** The attachment that the vault makes from it. */
export const takenIn = {
  id: recordId(77),
  name: '3f9ab2c07d15.png',
  mediaType: 'image/png',
  bytes: 4,
  digest: 'a'.repeat(64),
  cleaned: null,
} as Attachment

/** Sends the event of a browser's paste. @returns true when no handler took it. */
export const paste = (where: Element, files: readonly File[], words?: string): boolean => {
  const clipboardData = new DataTransfer()
  for (const file of files) clipboardData.items.add(file)
  if (words !== undefined) clipboardData.setData('text/plain', words)
  return where.dispatchEvent(
    new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
  )
}

/** Sends the event of a drag with files. @returns true when no handler took it. */
export const drag = (
  name: 'dragover' | 'dragleave' | 'drop',
  where: Element,
  files: readonly File[],
): boolean => {
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  return where.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }))
}
