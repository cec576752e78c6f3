import type { ElectronApplication, Page } from 'playwright'

/** One task that kept the window's main thread. Times are by the wall clock. */
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

/** Those since the last time, which are forgotten. */
export const takeLongTasks = (page: Page): Promise<LongTask[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { longTasks: { at: number; ms: number }[] }).longTasks.splice(0),
  )

/** Begins to note whenever main's event loop came more than `over` ms late. */
export const watchMain = (app: ElectronApplication, over: number): Promise<void> =>
  app.evaluate((_, most) => {
    const late: { at: number; ms: number }[] = []
    const every = 20
    let due = performance.now() + every
    setInterval(() => {
      const now = performance.now()
      if (now - due > most) late.push({ at: performance.timeOrigin + due, ms: now - due })
      due = now + every
    }, every)
    Object.assign(globalThis, { late })
  }, over)

/** Those since the last time, which are forgotten. */
export const takeLateMain = (app: ElectronApplication): Promise<LongTask[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { late: { at: number; ms: number }[] }).late.splice(0),
  )
