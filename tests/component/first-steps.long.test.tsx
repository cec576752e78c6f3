import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { closeWindow, goTo, openWindow } from './window.tsx'

afterEach(closeWindow)

const steps = () => page.getByRole('region', { name: 'First steps' })
const step = (name: string) => steps().getByRole('button', { name, exact: true })

const openEmpty = async (options: TestVaultOptions = {}): Promise<void> => {
  await openWindow({ empty: true, ...options })
  await goTo('reports')
}

describe('a vault without reports', () => {
  it.each([
    ['New case', 'New case'],
    ['New source', 'New source'],
    ['New report', 'What is this about?'],
  ])('begins with %s', async (name, shown) => {
    await openEmpty()
    await step(name).click()
    await expect.element(steps()).not.toBeInTheDocument()
    await expect
      .element(page.getByRole('heading', { name: shown }).or(page.getByPlaceholder(shown)).first())
      .toBeVisible()
  })

  it('offers no step while it is read-only', async () => {
    await openEmpty({ state: 'rescue' })
    for (const name of ['New case', 'New source', 'New report'])
      await expect.element(step(name)).toBeDisabled()
    expect(steps().getByRole('button').elements()).toHaveLength(3)
  })

  it('is told from one whose filters leave none', async () => {
    await openWindow({
      answers: { 'reports.list': () => ({ rows: [], next: null, total: 0 }) },
    })
    await goTo('reports')
    await expect.element(steps()).toBeVisible()
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('button', { name: /State/ }).click()
    await page.getByRole('option', { name: 'Draft' }).click()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText('No reports match these filters')).toBeVisible()
    await expect.element(steps()).not.toBeInTheDocument()
  })
})
