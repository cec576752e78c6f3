import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { inputsOf, press, type } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goToSettings, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

const good = 'orbit cactus lemon tiger window spoon'
const dialog = () => page.getByRole('dialog')

/** Is the middle of the button uncovered, once the button is scrolled to? */
const isReachable = (button: Element): boolean => {
  button.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = button.getBoundingClientRect()
  return button.contains(document.elementFromPoint(left + width / 2, top + height / 2))
}

it('persistent toasts leave the buttons of a dialog within reach', async () => {
  const { answers, refuseAll } = heldAnswers('backups.make')
  const test = await openWindow({ answers })
  await goToSettings('backup')
  for (const times of [1, 2]) {
    await press('Make a backup…')
    await type('Passphrase for the backup', good)
    await type('Repeat the passphrase', good)
    await press('Save file…')
    await expect.poll(() => inputsOf(test, 'backups.make').length).toBe(times)
    await dialog().getByRole('button', { name: 'Close', exact: true }).click()
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
    refuseAll()
    await expect.poll(() => page.getByText('storage/backups.make').elements().length).toBe(times)
  }
  await press('Make a backup…')
  await expect.element(dialog()).toBeVisible()
  await settle()
  const buttons = dialog().getByRole('button').elements()
  expect(buttons.length).toBeGreaterThan(2)
  expect(buttons.filter((button) => !isReachable(button)).map((one) => one.textContent)).toEqual([])
})
