import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press } from './hands.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('a report that is removed while the vault is busy', () => {
  it('does not close the one that was opened since', async () => {
    let remove = (): void => undefined
    const isRemoved = new Promise<void>((done) => {
      remove = done
    })
    const test = await openWindow({
      answers: {
        'records.remove': async () => {
          await isRemoved
          return {}
        },
      },
    })
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
    await settle()
    await press('More actions')
    await page.getByRole('menuitem', { name: 'Remove', exact: true }).click()
    await expect.poll(() => inputsOf(test, 'records.remove').length).toBe(1)
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await userEvent.click(await untilFound('.cm-content[contenteditable="true"]'))
    remove()
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible()
    await settle()
    expect(document.querySelector('.cm-content[contenteditable="true"]')).not.toBeNull()
  })
})
