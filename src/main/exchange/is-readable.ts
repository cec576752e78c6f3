import { Failure } from '../../shared/failure.ts'

/** Does a reader take it? False where it says 'malformed'; what else it throws is thrown on. */
export const isReadable = (read: () => unknown): boolean => {
  try {
    read()
    return true
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'malformed') return false
    throw cause
  }
}
