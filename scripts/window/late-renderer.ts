import type { Page } from 'playwright'

/** One task that blocked the window's main thread. Times are by the wall clock. */
export type LongTask = {
  readonly at: number
  readonly ms: number
}

/** Begins to note every task over 50 ms of the page, from now on. */
export const watchLongTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const tasks: { at: number; ms: number }[] = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        tasks.push({ at: performance.timeOrigin + startTime, ms: duration })
    }).observe({ type: 'longtask' })
    Object.assign(globalThis, { longTasks: tasks })
  })

/** Takes the tasks since the last call. */
export const takeLongTasks = (page: Page): Promise<LongTask[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { longTasks: { at: number; ms: number }[] }).longTasks.splice(0),
  )
