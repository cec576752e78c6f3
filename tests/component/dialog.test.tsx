import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { press } from './page-objects.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

const seal = async (): Promise<HTMLElement> => {
  await openWindow()
  await goTo('sources')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
  await settle()
  await page.getByRole('button', { name: /^Seal/ }).first().click()
  return (await untilFound('[role="dialog"] form')) as HTMLElement
}

afterEach(async () => {
  closeWindow()
  await page.viewport(1366, 768)
})

describe('a dialog that is higher than the window', () => {
  it('keeps its buttons in view, with a line above them while something is hidden', async () => {
    await page.viewport(683, 384)
    const form = await seal()
    const body = form.parentElement as HTMLElement
    const submit = form.querySelector<HTMLElement>('button[type="submit"]') as HTMLElement
    const foot = submit.parentElement as HTMLElement
    const line = (): string => getComputedStyle(foot).borderBlockStartColor
    expect(body.scrollHeight).toBeGreaterThan(body.clientHeight)
    const { bottom } = body.getBoundingClientRect()
    expect(submit.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom)
    expect(line()).not.toBe('rgba(0, 0, 0, 0)')
    body.scrollTop = body.scrollHeight
    await expect.poll(line).toBe('rgba(0, 0, 0, 0)')
    expect(submit.getBoundingClientRect().bottom).toBeLessThanOrEqual(bottom)
  })
})

describe('every dialog', () => {
  it('has a cross and closes by it, also one that asks before an action', async () => {
    await openWindow()
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await settle()
    for (const close of [() => press('Close'), () => userEvent.keyboard('{Escape}')]) {
      await press('Sign and file…')
      expect(document.querySelector('[role="alertdialog"]')).not.toBeNull()
      await close()
      await expect.poll(() => document.querySelector('[role="alertdialog"]')).toBeNull()
    }
  })
})

describe('a field that a form needs', () => {
  it('is marked before anything is sent, and says so to screen readers', async () => {
    const form = await seal()
    const name = page.getByRole('textbox', { name: 'Name', exact: true })
    await expect.element(name).toHaveAttribute('aria-required', 'true')
    expect(form.textContent).toContain('Name required')
    await expect
      .element(page.getByRole('textbox', { name: 'Other names and spellings' }))
      .not.toHaveAttribute('aria-required')
  })
})
