import { Failure } from '../../shared/failure.ts'

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
  /** The same, but it ends with the work and not before: for work that clears away after itself. */
  readonly runToEnd: <T>(task: string, work: (ports: TaskPorts) => Promise<T>) => Promise<T>
  /** Cancels one task; unknown names are nothing to worry about. */
  readonly cancel: (task: string) => void
  /** Cancels all: part of locking. */
  readonly cancelAll: () => void
}

type Progress = (task: string, done: number, total: number) => void

/** The long tasks of one session. Progress is passed on at most every 50 ms per task, and at its end. */
export const createTasks = (onProgress: Progress): Tasks => {
  const running = new Map<string, AbortController>()

  const run = async <T>(task: string, work: (ports: TaskPorts) => Promise<T>): Promise<T> => {
    if (running.has(task)) throw new Failure('busy')
    const controller = new AbortController()
    const { signal } = controller
    running.set(task, controller)
    let last = 0
    const progress = (done: number, total: number): void => {
      const now = Date.now()
      if (signal.aborted || (now - last < 50 && done !== total)) return
      last = now
      onProgress(task, done, total)
    }
    const cancelled = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Failure('cancelled')), { once: true })
    })
    try {
      return await Promise.race([work({ signal, progress }), cancelled])
    } finally {
      running.delete(task)
    }
  }

  const runToEnd = async <T>(task: string, work: (ports: TaskPorts) => Promise<T>): Promise<T> => {
    let working: Promise<T> | null = null
    try {
      return await run(task, (ports) => (working = work(ports)))
    } finally {
      await (working as Promise<T> | null)?.catch(() => undefined)
    }
  }

  return {
    run,
    runToEnd,
    cancel: (task) => running.get(task)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}
