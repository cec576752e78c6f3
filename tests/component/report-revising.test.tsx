import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './page-objects.ts'
import { gate, microtasks, oneReport, openOneReport } from './one-report.ts'
import { closeWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

/** A filed report that is open. No save ends before `letSave`; what was saved is filed at once. */
const openFiled = async () => {
  const maySave = gate()
  const report = oneReport({ title: 'First' }, 'filed')
  const test = await openOneReport({
    ...report.answers,
    'reports.save': async (input) => {
      await maySave.isOpen
      return report.save(input)
    },
  })
  return { test, letSave: maySave.open }
}

describe('a filed report that is revised', () => {
  it('is read again once it is filed, also when its draft was never seen to be saved', async () => {
    const { test, letSave } = await openFiled()
    await button('Revise').click()
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End} and second')
    await button('Sign and file…').click()
    await button('Sign and file').click()
    letSave()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    await expect.element(button('Revise')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'First and second' })).toBeVisible()
  })

  it('is shown as unsaved from the first letter on', async () => {
    await openFiled()
    await button('Revise').click()
    await userEvent.click(await untilFound('.cm-content'))
    const told = (): string[] =>
      [...document.querySelectorAll('header [role="status"]')].map((mark) => mark.textContent)
    expect(told()).toContain('Saved')
    const editor = document.querySelector('.cm-content')
    // All that runs before the letter is painted, and nothing after it.
    const seen = new Promise<string[]>((done) => {
      const soon = async (): Promise<void> => {
        await microtasks()
        done(told())
      }
      editor?.addEventListener('input', () => void soon(), { once: true })
    })
    await userEvent.keyboard('a')
    expect(await seen).toContain('Not saved yet')
  })
})
