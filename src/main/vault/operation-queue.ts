import { sodiumReady } from '../../crypto/sodium.ts'
import type { TaskPorts, Tasks } from './session/tasks.ts'

/** How acts on header and lock of one vault take turns. */
export type OperationQueue = {
  /** One at a time: a second press of a button waits for the first. */
  readonly alone: <T>(act: () => Promise<T>) => Promise<T>
  /**
   * What ends in an open vault, in its turn. Cancelled, it answers once it has cleared away what it began;
   * once a key is made, it is done.
   */
  readonly runCancellable: <T>(
    task: string | undefined,
    act: (ports: TaskPorts) => Promise<T>,
  ) => Promise<T>
  /** Is anything on its way that ends in an open vault, waiting for its turn included? */
  readonly isOpening: () => boolean
}

/** @param onOpening called whenever `isOpening` may have changed: main knows from the first moment on. */
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
    alone: runExclusive,
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
