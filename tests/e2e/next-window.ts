import type { ElectronApplication, Page } from 'playwright'
import { timeLimit } from './waiting.ts'

/** For waits that ignore the time limit of the app's context. */
export const slow = { timeout: timeLimit }

const isSeen = (page: Page): boolean => !/^app:\/\/(pdf|print)\//.test(page.url())

/**
 * The next visible window, with its page loaded. A hidden window, which reads a PDF or prints, may
 * be reported only now although it existed before.
 */
export const nextWindow = async (app: ElectronApplication): Promise<Page> => {
  const page = await app.waitForEvent('window', { ...slow, predicate: isSeen })
  await page.waitForLoadState('domcontentloaded')
  return page
}
