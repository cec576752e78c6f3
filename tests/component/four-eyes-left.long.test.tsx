import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

/** Four eyes are being turned off. */
const turnOff = async () => {
  const held = heldAnswers('settings.set', ['settings.get'])
  const test = await openWindow({ answers: held.answers })
  await goToSettings('readers')
  await page.getByRole('button', { name: 'Turn off', exact: true }).click()
  await expect.poll(() => inputsOf(test, 'settings.set').length).toBe(1)
  return { ...held, test }
}

describe('four eyes that are being turned off', () => {
  it('can be asked for again after the user left the settings', async () => {
    const { test, letAll } = await turnOff()
    await goTo('journal')
    letAll()
    await expect.element(page.getByText(/^One person alone can now publish/)).toBeVisible()
    await press('Undo')
    await expect.poll(() => inputsOf(test, 'settings.set').length).toBe(2)
    expect(inputsOf(test, 'settings.set').at(-1)).toMatchObject({ fourEyes: true })
  })

  it('are said to be on still, once that was refused', async () => {
    const { refuseAll } = await turnOff()
    await goTo('journal')
    refuseAll()
    await expect.element(page.getByText('storage/settings.set')).toBeVisible()
  })

  it('close no dialog that was opened since', async () => {
    const { letAll } = await turnOff()
    await press('Add a person…')
    const name = page.getByRole('dialog').getByRole('textbox').first()
    await userEvent.fill(name, 'Egret')
    letAll()
    await settle()
    await expect.element(name).toHaveValue('Egret')
  })
})
