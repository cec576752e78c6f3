import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { inputsOf } from './page-objects.ts'
import { microtasks, oneReport, openOneReport } from './one-report.ts'
import type { emptyReport } from './records.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** A draft with a translation, with the caret at the end of its text. */
const openDraft = async (): Promise<TestVault> => {
  const { answers } = oneReport({
    title: 'First',
    body: 'First.',
    translations: [{ language: 'ko', title: 'T', body: 'B', translator: '', editor: '' }],
  })
  const test = await openOneReport(answers)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await settle()
  return test
}

/** Types like queued keys, without waiting for a redraw. */
const write = async (letters: string): Promise<void> => {
  document.execCommand('insertText', false, letters)
  await microtasks()
}

const pressTab = async (at: number): Promise<void> => {
  document.querySelectorAll<HTMLElement>('main [role="tab"]')[at]?.click()
  await microtasks()
}

const shown = (): string | undefined =>
  document.querySelector('main .cm-content')?.textContent ?? undefined

const savedBody = (test: TestVault): string | undefined =>
  (inputsOf(test, 'reports.save') as { content: typeof emptyReport }[]).at(-1)?.content.body

describe('letters that were typed just before another tab is opened', () => {
  it('are in the original beside the translations', async () => {
    await openDraft()
    await write(' Last')
    await pressTab(1)
    await settle()
    expect(shown()).toBe('First. Last')
  })

  it('are there after the return to the text, and stay when more is typed', async () => {
    const test = await openDraft()
    await write(' Last')
    await pressTab(1)
    await pressTab(0)
    await settle()
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control}!')
    await expect.poll(() => savedBody(test)?.endsWith('!')).toBe(true)
    expect([savedBody(test), shown()]).toEqual(['First. Last!', 'First. Last!'])
  })
})
