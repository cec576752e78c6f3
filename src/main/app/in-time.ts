import { Failure } from '../../shared/failure.ts'

/**
 * For what may have no answer at all.
 *
 * @throws Failure 'internal' once that many milliseconds have passed; before, whatever `answer` throws.
 */
export const inTime = async <T>(answer: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('internal')), ms)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
