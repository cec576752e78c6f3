import { Failure } from '../../shared/failure.ts'

/**
 * For what may have no answer at all.
 *
 * @throws Failure 'internal' once that many milliseconds have passed, 'cancelled' once `signal` is
 * aborted; before, whatever `answer` throws.
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
