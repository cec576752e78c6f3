import type { ElectronApplication, Page } from 'playwright'

/** Argon2id with its standard cost, several times over, on a machine that has other work. */
export const slow = { timeout: 45_000 }

/**
 * The window that somebody sees next, its page loaded. One that reads a PDF or prints, and that
 * nobody sees, may be noticed only now, although it was there before.
 */
export const nextWindow = (app: ElectronApplication): Promise<Page> =>
  app.waitForEvent('window', {
    ...slow,
    predicate: (page) =>
      page
        .waitForURL(({ href }) => href === 'app://desk/', {
          ...slow,
          waitUntil: 'domcontentloaded',
        })
        .then(
          () => true,
          () => false,
        ),
  })
