import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Longer than the usual pause between two actions of a user. */
const restMs = 4_000

/**
 * The garbage collection of the calling thread. V8 puts `gc` into a context that is made after
 * `--expose-gc` was set; started with that flag, a utility process of Electron 33 has none.
 *
 * @returns collects all that can be collected, and gives the free memory back to the system: 40 to
 * 110 ms. A usual collection (20 ms) keeps it, 18 MiB after an unlock of 100,000 reports. Does
 * nothing in an engine that has no `gc`.
 */
export const exposeGc = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('globalThis.gc')
  return () => {
    if (typeof gc === 'function') gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  }
}

/**
 * Frees memory and runs garbage collection after a period without requests. On its own the engine
 * collects only when it needs memory, and until then lists and texts stay in memory, in clear, for
 * hours. Referenced and already freed memory is not touched: this leaves fewer remains, but wipes
 * nothing.
 *
 * @param collect runs the collection, as {@link exposeGc}.
 * @param free called before, for memory that no collection frees.
 * @returns a function to call after each answer.
 */
export const collectWhenIdle = (
  collect: () => void = exposeGc(),
  free: () => void = () => undefined,
): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const run = (): void => {
    free()
    collect()
  }
  return () => {
    if (timer === undefined) timer = setTimeout(run, restMs).unref()
    else timer.refresh()
  }
}
