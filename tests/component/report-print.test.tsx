import { afterEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { called, last, press } from './page-objects.ts'
import { oneReport, openOneReport } from './one-report.ts'
import { fileToken, recordId } from './records.ts'
import type { TestVault } from './test-vault.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const names = {
  en: { more: 'More actions', print: 'Print…', save: 'Save as PDF…', choose: 'Choose a folder' },
  ko: { more: '다른 작업', print: '인쇄…', save: 'PDF로 저장…', choose: '폴더 고르기' },
  zh: { more: '更多操作', print: '打印…', save: '另存为 PDF…', choose: '选择文件夹' },
} as const

const openPreview = async (
  options: NonNullable<Parameters<typeof openWindow>[0]> = {},
): Promise<{ dialog: HTMLElement; test: TestVault }> => {
  const test = await openWindow(options)
  await goTo('reports')
  await userEvent.click((await untilFound('[role="listitem"] button')) as HTMLElement)
  const { more, print } = names[options.language ?? 'en']
  await userEvent.click(page.getByRole('button', { name: more, exact: true }))
  await userEvent.click(page.getByRole('menuitem', { name: print }))
  return { dialog: (await untilFound('[role="dialog"]')) as HTMLElement, test }
}

describe('a report on paper', () => {
  for (const language of viewLanguages) {
    it(`is seen with a warning before it is printed, in ${language}`, async () => {
      const { dialog } = await openPreview({ language })
      await shoot(`report-print-${language}`)
      expect(dialog.querySelector('article')?.innerText).toContain(
        'About 200 people sent back through Dandong and Tumen',
      )
      await expectAccessible()
      expectNothingCut()
    })
  }

  it('is one sheet beside the window, and nothing of the window', async () => {
    await openPreview()
    const sheet = document.querySelector('[data-print="paper"]')
    expect(sheet?.querySelector('button')).toBeNull()
    expect(sheet?.textContent).toContain('Signed and filed')
    await userEvent.click(page.getByRole('button', { name: 'Cancel' }))
    await expect.poll(() => document.querySelector('[data-print="paper"]')).toBeNull()
  })

  it('has each of two translations into one language, and React nothing to say of them', async () => {
    const faults = vi.spyOn(console, 'error')
    const translations = ['First', 'Second'].map((body) => ({
      language: 'ko' as const,
      title: '',
      body,
      translator: '',
      editor: '',
    }))
    await openOneReport(oneReport({ title: 'One', translations } as never).answers)
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: names.en.print }))
    const paper = await untilFound('[data-print="paper"]')
    expect(paper.textContent).toMatch(/First.*Second/)
    expect(faults).not.toHaveBeenCalled()
    faults.mockRestore()
  })

  it('stays in sight where nothing was printed, and says so where the printer refused', async () => {
    const { dialog } = await openPreview({ answers: { 'app.print': () => ({ printed: false }) } })
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
    await expect.element(page.getByText('Printing failed')).toBeVisible()
  })

  for (const language of viewLanguages) {
    it(`is saved as PDF only after a warning, with the words that were seen and no others, in ${language}`, async () => {
      const { save, choose } = names[language]
      const { test } = await openPreview({ language })
      await press(save)
      await untilFound('[role="alertdialog"]')
      await shoot(`report-pdf-${language}`)
      await expectAccessible()
      expectNothingCut()
      expect(called(test, 'dialog.saveAttachment')).toBe(false)
      await userEvent.keyboard('{Escape}')
      expect(called(test, 'paper.save')).toBe(false)
      await press(save)
      const sheet = document.querySelector('[data-print="paper"]') as HTMLElement
      const seen = sheet.textContent.replaceAll(/\s+/g, '')
      await press(choose)
      await expect.poll(() => called(test, 'paper.save')).toBe(true)
      const { paper, folder, confirmed } = last(test, 'paper.save') as In<'paper.save'>
      expect({ folder, confirmed }).toEqual({ folder: fileToken('copyFolder', 7), confirmed: true })
      expect(paper.language).toBe(language)
      const words = paper.blocks.map((block) => `${block.name}${block.words}`).join('')
      expect(words.replaceAll(/\s+/g, '')).toBe(seen)
      expect(new Set(paper.blocks.map(({ as }) => as))).toEqual(
        new Set(['title', 'heading', 'text', 'fact']),
      )
      // The saved file is named, and the sheet is removed.
      await expect.element(page.getByText(new RegExp(`${recordId(9)}.pdf`))).toBeVisible()
      await expect.poll(() => document.querySelector('[data-print="paper"]')).toBeNull()
    })
  }

  it('is no file where nothing may be written', async () => {
    await openPreview({ state: 'rescue' })
    await expect.element(page.getByRole('button', { name: 'Save as PDF…' })).toBeDisabled()
  })
})
