import { page } from 'vitest/browser'
import type { TestDesk } from './desk.ts'
import { settle } from './window.tsx'

/** What was said of a button that no longer exists would be found in the next test. */
export const hush = (): void => {
  for (const log of document.querySelectorAll('[data-live-announcer] [role="log"]')) {
    log.replaceChildren()
  }
}

export const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settle()
}

/** What was asked of the vault on a channel, in order. */
export const inputsOf = (test: TestDesk, channel: string): unknown[] =>
  test.calls.filter((call) => call.channel === channel).map(({ input }) => input)

export const called = (test: TestDesk, channel: string): boolean =>
  inputsOf(test, channel).length > 0

/** What was asked of the vault last on a channel. */
export const last = (test: TestDesk, channel: string): unknown => inputsOf(test, channel).at(-1)

/**
 * In the export wizard, once a key was pasted that nobody compared: that it may have the file all the
 * same is the last box on the page.
 */
export const allowUnverified = async (): Promise<void> => {
  await settle()
  ;[...document.querySelectorAll<HTMLElement>('main input[type="checkbox"]')].at(-1)?.click()
  await settle()
}
