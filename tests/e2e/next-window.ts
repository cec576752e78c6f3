import type { ElectronApplication, Page } from 'playwright'

/** Argon2id with its standard cost, several times over, on a machine that has other work. */
export const slow = { timeout: 45_000 }

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
