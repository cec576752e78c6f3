import type { ElectronApplication } from 'playwright'
import type { LongTask } from './late-renderer.ts'

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

/** Takes the tasks since the last call. */
export const takeLateMain = (app: ElectronApplication): Promise<LongTask[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { late: { at: number; ms: number }[] }).late.splice(0),
  )
