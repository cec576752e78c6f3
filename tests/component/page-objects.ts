import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { goTo, hush, openWindow, settle, untilFound } from './window.tsx'

/** Expects no axe fault, without live announcements about buttons that are gone. */
export const accessible = (): Promise<void> => {
  hush()
  return expectAccessible()
}

export const press = async (name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await settle()
}

/**
 * Presses Escape for the view: with the pointer on a button, it would only close the button's
 * tooltip.
 */
export const escape = async (): Promise<void> => {
  await userEvent.hover(document.body, { position: { x: 1, y: 1 }, force: true })
  await userEvent.keyboard('{Escape}')
  await settle()
}

/** Waits for the first element of a selector and presses it. */
export const pressAt = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}

export const type = async (label: string, value: string): Promise<void> =>
  userEvent.fill(page.getByLabelText(label, { exact: true }), value)

/** Opens the files of a draft. */
export const openFiles = async (
  options: Parameters<typeof openWindow>[0] = {},
): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await pressAt('main [role="tab"]:nth-of-type(3)')
  return test
}

/** The inputs of all requests on a channel, in order. */
export const inputsOf = (test: TestVault, channel: string): unknown[] =>
  test.calls.filter((call) => call.channel === channel).map(({ input }) => input)

export const called = (test: TestVault, channel: string): boolean =>
  inputsOf(test, channel).length > 0

/** The input of the last request on a channel. */
export const last = (test: TestVault, channel: string): unknown => inputsOf(test, channel).at(-1)

/** Opens the fold for keys that belong to no contact. @returns its field. */
export const keysByHand = async (): Promise<HTMLTextAreaElement> => {
  // Present once the step is: nothing else is folded in it.
  const fold = await untilFound('main form details, [role="dialog"] details')
  if (!fold.hasAttribute('open')) fold.querySelector('summary')?.click()
  await settle()
  return fold.querySelector('textarea') as HTMLTextAreaElement
}

/**
 * In the export wizard, after a key was pasted that was not compared: ticks the last box of the
 * page, which confirms the export.
 */
export const allowUnverified = async (): Promise<void> => {
  await settle()
  ;[...document.querySelectorAll<HTMLElement>('main input[type="checkbox"]')].at(-1)?.click()
  await settle()
}
