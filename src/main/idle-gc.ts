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
export const collectWhenIdle = (
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
