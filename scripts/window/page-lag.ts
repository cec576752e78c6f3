import type { Page } from 'playwright'

/** Begins to measure how late the page's own timer comes. */
export const watchLag = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const lag = { most: 0, isWatched: true }
    let due = performance.now() + 5
    const look = (): void => {
      const now = performance.now()
      lag.most = Math.max(lag.most, now - due)
      due = now + 5
      if (lag.isWatched) setTimeout(look, 5)
    }
    setTimeout(look, 5)
    Object.assign(globalThis, { lag })
  })

/** The longest that anything in the page had to wait since, in milliseconds. It is watched no longer. */
export const lagOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { lag } = globalThis as unknown as { lag: { most: number; isWatched: boolean } }
    lag.isWatched = false
    return lag.most
  })
