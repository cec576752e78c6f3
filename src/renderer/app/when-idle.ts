/**
 * Runs functions one by one, each while the window is idle.
 *
 * @returns a function that stops it.
 */
export const whenIdle = (acts: readonly (() => void)[]): (() => void) => {
  let at = 0
  let waits = 0
  const next = (): void => {
    acts[at]?.()
    at += 1
    if (at < acts.length) waits = requestIdleCallback(next)
  }
  waits = requestIdleCallback(next)
  return () => cancelIdleCallback(waits)
}
