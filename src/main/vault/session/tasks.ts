import { Failure } from '../../../shared/failure.ts'

/** What a long piece of work is given, so that it can be followed and stopped. */
export type TaskPorts = {
  /** Aborted by `tasks.cancel` and by locking; check it between steps. */
  readonly signal: AbortSignal
  /** `total` 0 means it cannot be told. */
  readonly progress: (done: number, total: number) => void
}

export type Tasks = {
  /**
   * Runs `work` under the window's own name for it. Ends with Failure 'cancelled' as soon as the
   * task is cancelled, whatever the work makes of its signal; work must not write after an abort.
   *
   * @throws Failure 'busy' when the name is taken.
   */
  readonly run: <T>(task: string, work: (ports: TaskPorts) => Promise<T>) => Promise<T>
  /**
   * Ends with the work and not before, and as the work ends: for work that clears away after itself,
   * or has a point from which on it is done. Without a name only `cancelAll` reaches it.
   */
  readonly runToEnd: <T>(
    task: string | undefined,
    work: (ports: TaskPorts) => Promise<T>,
  ) => Promise<T>
  /** Cancels one task; unknown names are nothing to worry about. */
  readonly cancel: (task: string) => void
  /** Cancels all: part of locking. */
  readonly cancelAll: () => void
}

type TaskProgress = (task: string, done: number, total: number) => void

/** The long tasks of one session. Progress is passed on at most every 50 ms per task, and at its end. */
export const createTasks = (onProgress: TaskProgress): Tasks => {
  const running = new Map<string | symbol, AbortController>()

  const runToEnd = async <T>(
    task: string | undefined,
    work: (ports: TaskPorts) => Promise<T>,
  ): Promise<T> => {
    const name = task ?? Symbol('unnamed')
    if (running.has(name)) throw new Failure('busy')
    const controller = new AbortController()
    const { signal } = controller
    running.set(name, controller)
    let last = 0
    const progress = (done: number, total: number): void => {
      const now = Date.now()
      if (task === undefined || signal.aborted || (now - last < 50 && done !== total)) return
      last = now
      onProgress(task, done, total)
    }
    try {
      return await work({ signal, progress })
    } catch (cause) {
      // However it noticed.
      throw signal.aborted ? new Failure('cancelled') : cause
    } finally {
      running.delete(name)
    }
  }

  const run = <T>(task: string, work: (ports: TaskPorts) => Promise<T>): Promise<T> =>
    runToEnd(task, ({ signal, progress }) => {
      const cancelled = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(new Failure('cancelled')), { once: true })
      })
      return Promise.race([work({ signal, progress }), cancelled])
    })

  return {
    run,
    runToEnd,
    cancel: (task) => running.get(task)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}
