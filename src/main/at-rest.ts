/** Longer than between two things that somebody does one after the other. */
const restMs = 4_000

/**
 * Collects what is no longer used once nothing was done for a while: the engine does so by itself only
 * when it needs the room, and until then lists and texts that were read stay in memory, plain, for
 * hours. What is still referred to is not touched, nor what was freed: this makes less of it lie
 * about, it wipes nothing.
 *
 * @param engine has `gc` in a process that was started with `--expose-gc`; else nothing happens.
 * @returns to be called after each answer.
 */
export const collectAtRest = (
  engine: { readonly gc?: (() => unknown) | undefined } = globalThis,
): (() => void) => {
  const { gc } = engine
  let timer: NodeJS.Timeout | undefined
  const collect = (): void => void gc?.()
  return () => {
    if (gc === undefined) return
    if (timer === undefined) timer = setTimeout(collect, restMs).unref()
    else timer.refresh()
  }
}

/** So many records leave some megabytes behind. */
const between = 256

/**
 * Members of a list, with what those before them left behind collected now and then. What runs in one
 * piece, as a transaction does, is never at rest: the engine would let tens of megabytes of buffers lie
 * until it has done all of it.
 */
export function* collectedBetween<T>(
  list: Iterable<T>,
  engine: { readonly gc?: ((how: { type: 'minor' }) => unknown) | undefined } = globalThis,
): Generator<T, void, void> {
  let done = 0
  for (const each of list) {
    yield each
    done += 1
    if (done % between === 0) engine.gc?.({ type: 'minor' })
  }
}
