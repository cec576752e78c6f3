import type { ElectronApplication, Page } from 'playwright'
import { timeLimit } from './waiting.ts'

/** For waits that do not take the limit of the app's context. */
export const slow = { timeout: timeLimit }

const isSeen = (page: Page): boolean => !/^app:\/\/(pdf|print)\//.test(page.url())

/**
 * The window that somebody sees next, its page loaded. One that reads a PDF or prints, and that
 * nobody sees, may be noticed only now, although it was there before.
 */
export const nextWindow = async (app: ElectronApplication): Promise<Page> => {
  const page = await app.waitForEvent('window', { ...slow, predicate: isSeen })
  await page.waitForLoadState('domcontentloaded')
  return page
}
