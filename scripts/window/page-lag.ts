import type { Page } from 'playwright'

/** Begins to measure how late the page's own timer comes. */
export const watchLag = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const lag = { most: 0 }
    let due = performance.now() + 5
    const look = (): void => {
      const now = performance.now()
      lag.most = Math.max(lag.most, now - due)
      due = now + 5
      setTimeout(look, 5)
    }
    setTimeout(look, 5)
    Object.assign(globalThis, { lag })
  })

/** The longest that anything in the page had to wait since, in milliseconds. */
export const lagOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { lag: { most: number } }).lag.most)
