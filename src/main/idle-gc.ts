/** Longer than the usual pause between two actions of a user. */
const restMs = 4_000

/**
 * Frees memory and runs garbage collection after a period without requests. On its own the engine
 * collects only when it needs memory, and until then lists and texts stay in memory, in clear, for
 * hours. Referenced and already freed memory is not touched: this leaves fewer remains, but wipes
 * nothing.
 *
 * @param engine has `gc` in a process that was started with `--expose-gc`; otherwise nothing
 * happens.
 * @param free called before, for memory that no collection frees.
 * @returns a function to call after each answer.
 */
export const collectWhenIdle = (
  engine: { readonly gc?: (() => unknown) | undefined } = globalThis,
  free: () => void = () => undefined,
): (() => void) => {
  const { gc } = engine
  let timer: NodeJS.Timeout | undefined
  const collect = (): void => {
    free()
    gc?.()
  }
  return () => {
    if (gc === undefined) return
    if (timer === undefined) timer = setTimeout(collect, restMs).unref()
    else timer.refresh()
  }
}
