import { Failure } from '../../shared/failure.ts'

/** Gives way to other work now and then, and stops when it was cancelled. */
export type Pace = (done: number, total: number) => Promise<void>

const sliceMs = 12

/**
 * A pace that reports progress and hands the thread over about eighty times a second, so that
 * cancelling and locking are heard.
 *
 * @throws (when called) Failure 'cancelled'.
 */
export const createPace = (
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Pace => {
  let since = Date.now()
  return async (done, total) => {
    if (signal.aborted) throw new Failure('cancelled')
    if (Date.now() - since < sliceMs) return
    progress(done, total)
    await new Promise((resolve) => setImmediate(resolve))
    since = Date.now()
  }
}

/** The same for a request that reports no progress and cannot be cancelled. */
export const createYield = (): (() => Promise<void>) => {
  const pace = createPace(new AbortController().signal, () => undefined)
  return () => pace(0, 0)
}

/** Runs work that yields between its steps, and gives way there. */
export const runPaced = async <T>(work: Generator<undefined, T, void>, pace: Pace): Promise<T> => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
    await pace(0, 0)
  }
}

/** All that a generator gives, in an array; gives way between the items. */
export const collectPaced = async <T>(items: Iterable<T>): Promise<T[]> => {
  const next = createYield()
  const all: T[] = []
  for (const item of items) {
    all.push(item)
    await next()
  }
  return all
}

/** Runs a generator to its end without pausing at its yields. @throws errors of the work. */
export const runAtOnce = <T>(work: Generator<undefined, T, void>): T => {
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** Straight through. */
export const noPace: Pace = () => Promise.resolve()
