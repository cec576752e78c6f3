import { Failure } from '../../src/shared/failure.ts'
import type { FailureCode } from '../../src/shared/failure.ts'

/**
 * The code that an act is refused with; null when it is not.
 *
 * @throws whatever is no Failure: an error without a type is a fault by itself.
 */
export const refusalOf = async (act: () => unknown): Promise<FailureCode | null> => {
  try {
    await act()
    return null
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}
