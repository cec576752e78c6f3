import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { TestDesk } from './desk.ts'
import { inputsOf } from './hands.ts'
import { reportAnswer } from './records.ts'
import type { emptyReport } from './records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** A draft with a translation, with the caret at the end of its text. */
const openDraft = async (): Promise<TestDesk> => {
  let rev = 2
  let content: Partial<typeof emptyReport> = {
    title: 'First',
    body: 'First.',
    translations: [{ language: 'ko', title: 'T', body: 'B', translator: '', editor: '' }],
  }
  const report = (id: string) => ({ ...reportAnswer(id, content), rev })
  const test = await openWindow({
    answers: {
      'reports.get': ({ id }) => report(id),
      'reports.save': ({ id, content: next }) => {
        rev += 1
        content = next as typeof content
        return report(id ?? '')
      },
    },
  })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await settle()
  return test
}

/** What runs before the next key or press is heard, and nothing that waits for a later turn. */
const microtasks = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

/** As keys that waited write, without waiting for what is drawn because of them. */
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

const savedBody = (test: TestDesk): string | undefined =>
  (inputsOf(test, 'reports.save') as { content: typeof emptyReport }[]).at(-1)?.content.body

describe('letters that were typed right before', () => {
  it('the translations are opened stand in the original beside them', async () => {
    await openDraft()
    await write(' Last')
    await pressTab(1)
    await settle()
    expect(shown()).toBe('First. Last')
  })

  it('the text is left and come back to stand in it, and stay when more is typed', async () => {
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
