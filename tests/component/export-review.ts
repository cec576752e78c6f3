import { userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { allowUnverified, keysByHand } from './page-objects.ts'
import { goTo, openWindow, settle, untilFound } from './window.tsx'

export type WindowOptions = NonNullable<Parameters<typeof openWindow>[0]>

export const press = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}

/** All steps to the review of an export, to a key that was not compared. */
export const toExportReview = async (options: WindowOptions): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('exchange')
  await press('main section section button')
  await press('main button[type="submit"]')
  await userEvent.fill(await keysByHand(), `age1${'z'.repeat(58)}`)
  await allowUnverified()
  await press('main button[type="submit"]')
  return test
}
