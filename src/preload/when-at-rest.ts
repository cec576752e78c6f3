/**
 * Calls back once after each period of use.
 *
 * @param restMs time without use, in milliseconds: longer than the usual pause between two actions.
 * @returns a function to call at each sign of use; it costs nothing to call it for each movement of
 * a pointer.
 */
export const whenAtRest = (callback: () => void, restMs = 5_000): (() => void) => {
  let last = 0
  let isWaiting = false
  const look = (): void => {
    const left = last + restMs - performance.now()
    if (left > 0) {
      setTimeout(look, left)
      return
    }
    isWaiting = false
    callback()
  }
  return () => {
    last = performance.now()
    if (isWaiting) return
    isWaiting = true
    setTimeout(look, restMs)
  }
}
