import { Failure } from '../../../shared/failure.ts'
import type { FailureCode } from '../../../shared/failure.ts'

/** Passed to a long task to report progress and to cancel it. */
export type TaskPorts = {
  /** Aborted by `tasks.cancel` and by locking; check it between steps. */
  readonly signal: AbortSignal
  /** `total` 0 means unknown. */
  readonly progress: (done: number, total: number) => void
}

/** Runs an act after the ones before, whether or not they failed. */
type Turns = <T>(act: () => Promise<T>) => Promise<T>

export const createTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const next = last.then(act, act)
    last = next.catch(() => undefined)
    return next
  }
}

export type Tasks = {
  /**
   * Runs `work` under the window's own name for it. Fails with 'cancelled' as soon as the task is
   * cancelled, even if the work ignores its signal; work must not write after an abort.
   *
   * @throws Failure 'busy' when the name is taken.
   */
  readonly run: <T>(task: string, work: (ports: TaskPorts) => Promise<T>) => Promise<T>
  /**
   * Settles only when the work settles, with its result: for work that cleans up after itself, or
   * that can't be cancelled from some point on. Without a name only `cancelAll` cancels it. After a
   * cancel every error is 'cancelled', except 'in-doubt', 'import-unfinished', 'tampered' and
   * 'damaged'.
   */
  readonly runToEnd: <T>(
    task: string | undefined,
    work: (ports: TaskPorts) => Promise<T>,
  ) => Promise<T>
  /** Cancels one task; unknown names are ignored. */
  readonly cancel: (task: string) => void
  /** Cancels all tasks: part of locking. */
  readonly cancelAll: () => void
  /**
   * Hand-overs and backups of the session, one after another: a hand-over erases attached files that
   * a backup would read. Each waits for the end of the one before, which the user can cancel.
   */
  readonly runAlone: Turns
}

/**
 * Errors that a cancel does not replace: something was, or may have been, written, or the vault is
 * damaged.
 */
const stays: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'in-doubt',
  'import-unfinished',
  'tampered',
  'damaged',
])

type TaskProgress = (task: string, done: number, total: number) => void

/** The long tasks of one session. Reports progress at most every 50 ms per task, and at its end. */
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
      // Regardless of how the work reported the abort.
      const isKept = cause instanceof Failure && stays.has(cause.code)
      throw signal.aborted && !isKept ? new Failure('cancelled') : cause
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
    runAlone: createTurns(),
    cancel: (task) => running.get(task)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort()
    },
  }
}
