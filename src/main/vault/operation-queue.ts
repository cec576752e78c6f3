import { sodiumReady } from '../../crypto/sodium.ts'
import type { TaskPorts, Tasks } from './session/tasks.ts'

/** Serialises operations on header and lock of one vault. */
export type OperationQueue = {
  /** One at a time: a second click waits for the first. */
  readonly runExclusive: <T>(act: () => Promise<T>) => Promise<T>
  /**
   * Queues an operation that opens the vault. On cancel it resolves after clean-up; it cannot be
   * cancelled once the key is derived.
   */
  readonly runCancellable: <T>(
    task: string | undefined,
    act: (ports: TaskPorts) => Promise<T>,
  ) => Promise<T>
  /** Whether an operation that opens the vault is running or queued. */
  readonly isOpening: () => boolean
}

/**
 * @param onOpening called whenever `isOpening` may have changed, so that the main process knows at
 *   once.
 */
export const createOperationQueue = (tasks: Tasks, onOpening: () => void): OperationQueue => {
  let opening = 0
  let last: Promise<unknown> = Promise.resolve()
  const runExclusive = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      await sodiumReady()
      return act()
    })
    last = next.catch(() => undefined)
    return next
  }
  return {
    runExclusive,
    runCancellable: async (task, act) => {
      opening += 1
      onOpening()
      try {
        return await tasks.runToEnd(task, (ports) => runExclusive(() => act(ports)))
      } finally {
        opening -= 1
        onOpening()
      }
    },
    isOpening: () => opening > 0,
  }
}
