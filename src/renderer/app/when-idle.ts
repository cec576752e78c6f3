/**
 * Runs functions one by one, each while the window is idle.
 *
 * @returns a function that stops it.
 */
export const whenIdle = (actions: readonly (() => void)[]): (() => void) => {
  let at = 0
  let waits = 0
  const next = (): void => {
    actions[at]?.()
    at += 1
    if (at < actions.length) waits = requestIdleCallback(next)
  }
  waits = requestIdleCallback(next)
  return () => cancelIdleCallback(waits)
}
