import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { keysByHand, press } from './page-objects.ts'
import type { TestVault } from './test-vault.ts'
import { goTo, openWindow, settle, untilFound } from './window.tsx'

/** From any view to the recipients of an export: a key that was not compared, and the box is ticked. */
export const toUncomparedKey = async (): Promise<void> => {
  await goTo('exchange')
  await press('Start an export')
  await press('Next')
  await userEvent.fill(await keysByHand(), `age1pq1${'y'.repeat(1952)}`)
  await press('Next')
  await page.getByText('Export to them anyway').click()
}

/** From any view to the last step of an export, to such a key. */
export const toReview = async (): Promise<void> => {
  await toUncomparedKey()
  await press('Next')
}

/** From any view to the review of an export to Crane, a contact. */
export const toReviewForCrane = async (): Promise<void> => {
  await goTo('exchange')
  await press('Start an export')
  await press('Next')
  await page.getByRole('checkbox', { name: 'Crane', exact: true }).click({ force: true })
  await press('Next')
}

/** From any view to the last step of a hand-over, where the plan is requested. */
export const toHandOverPlan = async (): Promise<void> => {
  await goTo('exchange')
  await press('Start hand-over')
  await press('Next')
  ;(page.getByRole('radio', { name: /Crane/ }).element() as HTMLElement).click()
  await settle()
  await press('Next')
  await expect.element(page.getByRole('button', { name: 'Next', exact: true })).toBeEnabled()
  await press('Next')
}

/** From any view: hands everything over to the desk, and confirms. */
export const handOver = async (): Promise<void> => {
  await toHandOverPlan()
  await press('Hand over and erase…')
  const confirm = page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Hand over \d+ report/ })
  await expect.element(confirm).toBeVisible()
  ;(confirm.element() as HTMLElement).click()
}

/** Opens a file up to its preview, in any language. */
export const openPreview = async (
  options: Parameters<typeof openWindow>[0] = {},
): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('exchange')
  ;[...document.querySelectorAll<HTMLElement>('main section button')][1]?.click()
  await untilFound('main details')
  await settle()
  return test
}

/** Opens or folds a group of records in a preview. */
export const openGroup = async (name: string): Promise<void> => {
  const heads = [...document.querySelectorAll<HTMLElement>('main summary')]
  heads.find(({ textContent }) => textContent.startsWith(name))?.click()
  await settle()
}
