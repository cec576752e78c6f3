import type { WebContents } from 'electron'
import { Failure } from '../../shared/failure.ts'

/**
 * The system's own dialog, and what became of it. The words that Electron gives with a failure are
 * those of the system, and go nowhere.
 *
 * @returns whether it was printed; a person who closed the dialog printed nothing.
 * @throws Failure 'printing' where the printer, or the system, refused.
 */
export const printWindow = (contents: Pick<WebContents, 'print'>): Promise<{ printed: boolean }> =>
  new Promise((resolve, reject) => {
    contents.print({}, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve({ printed })
      else reject(new Failure('printing'))
    })
  })
