import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The longest that a driver waits for a state, in milliseconds. It is generous, because the machine may
 * have other work; a state that is reached is never waited for any longer than it takes.
 */
export const timeLimit = 60_000

const lookEveryMs = 50

/**
 * Waits for a state that no single locator describes.
 *
 * @param isReached checks once; it may act, if the act has no effect once the state is reached.
 * @param shown describes the actual state, for the error.
 * @throws Error with the text of `shown`, when the time limit is over.
 */
export const waitUntil = async (
  isReached: () => Promise<boolean>,
  shown: () => Promise<string> | string,
): Promise<void> => {
  const end = performance.now() + timeLimit
  while (!(await isReached())) {
    if (performance.now() > end) throw new Error(await shown())
    await sleep(lookEveryMs)
  }
}
