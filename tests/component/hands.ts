import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import type { TestDesk } from './desk.ts'
import { goTo, hush, openWindow, settle, untilFound } from './window.tsx'

/** Nothing that was said of a button which is gone is part of the page. */
export const accessible = (): Promise<void> => {
  hush()
  return expectAccessible()
}

export const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settle()
}

/** Escape, about what is shown: the first would close the tip of a button on which the pointer rests. */
export const escape = async (): Promise<void> => {
  await userEvent.hover(document.body, { position: { x: 1, y: 1 }, force: true })
  await userEvent.keyboard('{Escape}')
  await settle()
}

/** Presses the first that a selector finds, once there is one. */
export const pressAt = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}

export const type = async (label: string, value: string): Promise<void> =>
  userEvent.fill(page.getByLabelText(label, { exact: true }), value)

/** The files of a draft. */
export const openFiles = async (
  options: Parameters<typeof openWindow>[0] = {},
): Promise<TestDesk> => {
  const test = await openWindow(options)
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await pressAt('main [role="tab"]:nth-of-type(3)')
  return test
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
