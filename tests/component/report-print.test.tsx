import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const names = {
  en: { more: 'More actions', print: 'Print…' },
  ko: { more: '더 보기', print: '인쇄…' },
  zh: { more: '更多操作', print: '打印…' },
} as const

const openPreview = async (
  options: NonNullable<Parameters<typeof openWindow>[0]> = {},
): Promise<HTMLElement> => {
  await openWindow(options)
  await goTo('reports')
  await userEvent.click((await untilFound('[role="listitem"] button')) as HTMLElement)
  const { more, print } = names[options.language ?? 'en']
  await userEvent.click(page.getByRole('button', { name: more, exact: true }))
  await userEvent.click(page.getByRole('menuitem', { name: print }))
  return (await untilFound('[role="dialog"]')) as HTMLElement
}

describe('a report on paper', () => {
  for (const language of ['en', 'ko', 'zh'] as const) {
    it(`is seen with a warning before it is printed, in ${language}`, async () => {
      const dialog = await openPreview({ language })
      await shoot(`report-print-${language}`)
      expect(dialog.querySelector('article')?.innerText).toContain(
        'About 200 people sent back through Dandong and Tumen',
      )
      await expectAccessible()
    })
  }

  it('is one sheet beside the window, and nothing of the window', async () => {
    await openPreview()
    const sheet = document.querySelector('[data-print="paper"]')
    expect(sheet?.querySelector('button')).toBeNull()
    expect(sheet?.textContent).toContain('Filed and signed')
    await userEvent.click(page.getByRole('button', { name: 'Cancel' }))
    await expect.poll(() => document.querySelector('[data-print="paper"]')).toBeNull()
  })

  it('stays in sight where nothing was printed, and says so where the printer refused', async () => {
    const dialog = await openPreview({ answers: { 'app.print': () => ({ printed: false }) } })
    const print = page.getByRole('dialog').getByRole('button', { name: 'Print', exact: true })
    await userEvent.click(print)
    await expect.poll(() => print.element().hasAttribute('data-pending')).toBe(false)
    expect(dialog.isConnected).toBe(true)
    closeWindow()
    const refuses = (): never => {
      throw new Refuse('printing')
    }
    await openPreview({ answers: { 'app.print': refuses } })
    await userEvent.click(print)
    await expect.element(page.getByText('It was not printed')).toBeVisible()
  })
})
