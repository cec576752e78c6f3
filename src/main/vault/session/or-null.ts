import { Failure } from '../../../shared/failure.ts'

/** The record, or null if it was deleted. @throws every Failure but 'not-found'. */
export const orNull = <T>(look: () => T): T | null => {
  try {
    return look()
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return null
    throw cause
  }
}
