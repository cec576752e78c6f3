import { Failure } from '../../shared/failure.ts'
import { runAtOnce } from '../../shared/steps.ts'

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

/** A store whose every change is a new line of its journal. */
type Journaled = { readonly journal: { readonly tail: () => { readonly seq: number } } }

/** How often work is repeated in turns. */
const mostTries = 4
/** What other requests wait for at most where it is then done in one step, in milliseconds. */
const oneStepMs = 100

/** The readings in turns that are under way, by store. */
const readings = new WeakMap<Journaled, Set<symbol>>()

const readingsOf = (store: Journaled): Set<symbol> => {
  const known = readings.get(store)
  if (known !== undefined) return known
  const none = new Set<symbol>()
  readings.set(store, none)
  return none
}

/**
 * Waits until the readings in turns that are under way end. What changes the store in every turn, an
 * import that is applied or a hand-over that is erased, waits here before each transaction, so that
 * no reading is done again more than once for this. Later readings are not waited for: one
 * after the other would hold it up for ever.
 */
export const untilReadingsEnd = async (store: Journaled): Promise<void> => {
  const under = readingsOf(store)
  const before = [...under]
  while (before.some((reading) => under.has(reading)))
    await new Promise((resolve) => setImmediate(resolve))
}

/**
 * Does work that reads in several turns, so that its result is as of one moment: if something was
 * saved meanwhile, the work is done again, and after four times in one step if that is short. A
 * failure counts only if nothing was saved meanwhile.
 *
 * @returns the result as of the moment of the call, in one step. If something was saved since, the
 *   work is done again in that step, if it is short.
 * @throws (both) errors of the work; Failure 'conflict' where it is long and something was saved
 *   each time; (while it runs) errors of `pace`.
 */
export const readAhead = async <T>(
  store: Journaled,
  work: () => Generator<undefined, T, void>,
  pace: Pace,
): Promise<() => T> => {
  const seqOf = (): number => store.journal.tail().seq
  let spentMs = 0
  const inOneStep = (): T => {
    if (spentMs > oneStepMs) throw new Failure('conflict')
    return runAtOnce(work())
  }
  const inTurns = async (): Promise<T> => {
    spentMs = 0
    const steps = work()
    for (;;) {
      const since = performance.now()
      const step = steps.next()
      spentMs += performance.now() - since
      if (step.done === true) return step.value
      await pace(0, 0)
    }
  }
  const reading = Symbol('reading')
  readingsOf(store).add(reading)
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const before = seqOf()
      try {
        const found = await inTurns()
        if (seqOf() === before) return () => (seqOf() === before ? found : inOneStep())
      } catch (cause) {
        const isCancelled = cause instanceof Failure && cause.code === 'cancelled'
        if (isCancelled || seqOf() === before) throw cause
      }
    }
    return inOneStep
  } finally {
    readingsOf(store).delete(reading)
  }
}

/** Reads for a request in several turns, with a result as of one moment. @throws as `readAhead`. */
export const readConsistent = async <T>(
  store: Journaled,
  work: () => Generator<undefined, T, void>,
): Promise<T> => (await readAhead(store, work, createYield()))()

/** Straight through. */
export const noPace: Pace = () => Promise.resolve()
