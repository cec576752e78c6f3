import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { removeFirst } from './report-page-objects.ts'
import { closeWindow, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('a report that is removed while the vault is busy', () => {
  it('does not close the one that was opened since', async () => {
    const { answers, letAll } = heldAnswers('records.remove')
    const test = await openWindow({ answers })
    await removeFirst()
    await expect.poll(() => inputsOf(test, 'records.remove').length).toBe(1)
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await userEvent.click(await untilFound('.cm-content[contenteditable="true"]'))
    letAll()
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await settle()
    expect(document.querySelector('.cm-content[contenteditable="true"]')).not.toBeNull()
  })
})
