import type { WebContents } from 'electron'
import { Failure } from '../../shared/failure.ts'

/**
 * Opens the system's print dialog and returns the result. Electron's failure text comes from the
 * system and is dropped.
 *
 * @returns whether it was printed; false if the user closed the dialog.
 * @throws Failure 'printing' when the printer or the system refused.
 */
export const printWindow = (contents: Pick<WebContents, 'print'>): Promise<{ printed: boolean }> =>
  new Promise((resolve, reject) => {
    contents.print({}, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve({ printed })
      else reject(new Failure('printing'))
    })
  })

/**
 * Limits the wait for an answer that may never come.
 *
 * @throws Failure 'internal' after `ms` milliseconds, 'cancelled' once `signal` is aborted; before
 * that, errors of `answer`.
 */
export const withTimeout = async <T>(
  answer: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  let giveUp = (): void => undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('internal')), ms)
    giveUp = () => reject(new Failure('cancelled'))
    signal?.addEventListener('abort', giveUp)
    if (signal?.aborted === true) giveUp()
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
