import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import { heldAnswers } from './held-answers.ts'
import { inputsOf, press } from './page-objects.ts'
import { closeWindow, goToSettings, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

const good = 'orbit cactus lemon tiger window spoon'
const bar = () => page.getByRole('progressbar')
const total = 1_000

/** The passphrase is being changed; the journal has the size that `journal` tells. */
const changing = async (journal: () => number) => {
  const { answers, letAll } = heldAnswers('vault.changePassphrase')
  const test = await openWindow({
    answers: { ...answers, 'app.keyChange': () => ({ done: journal(), total }) },
  })
  await goToSettings('access')
  await press('Change…')
  const fields = (await untilFound('[role="dialog"]')).querySelectorAll('input')
  const words = ['old words', good, good]
  for (const [at, field] of [...fields].entries()) await userEvent.fill(field, words[at] ?? '')
  await userEvent.keyboard('{Enter}')
  await expect.element(bar()).toHaveAccessibleName(/^Changing…/)
  const asked = (): number => inputsOf(test, 'app.keyChange').length
  return { letAll, asked }
}

describe('a change of the passphrase', () => {
  it('shows how far the vault is encrypted again, and never less than before', async () => {
    let journal = 0
    const { letAll, asked } = await changing(() => journal)
    await expect.poll(asked).toBeGreaterThan(1)
    await expect.element(bar()).not.toHaveAttribute('aria-valuenow')
    journal = 110
    await expect.element(bar()).toHaveAttribute('aria-valuenow', '10')
    await expectAccessible()
    journal = 550
    await expect.element(bar()).toHaveAttribute('aria-valuenow', '50')
    await expect.element(page.getByText('50%')).toBeVisible()
    journal = 0
    const before = asked()
    await expect.poll(asked).toBeGreaterThan(before + 1)
    await expect.element(bar()).toHaveAttribute('aria-valuenow', '50')
    letAll()
    await expect.element(bar()).not.toBeInTheDocument()
  })

  it('that takes less than a second shows no share, nor does a write before it', async () => {
    const sizes = [0, 300, 0, 200, 700, 1_000, 0]
    const shown: (string | null)[] = []
    const { asked } = await changing(() => {
      shown.push(bar().query()?.getAttribute('aria-valuenow') ?? null)
      return sizes.shift() ?? 0
    })
    await expect.poll(asked).toBeGreaterThan(8)
    expect(new Set(shown)).toEqual(new Set([null]))
  })
})

it('a recovery shows how far the vault is encrypted again', async () => {
  const { answers } = heldAnswers('vault.recover')
  const keyChange = () => ({ done: 880, total })
  await openWindow({ state: 'locked', answers: { ...answers, 'app.keyChange': keyChange } })
  ;((await untilFound('form [class*="apart"] button')) as HTMLElement).click()
  await userEvent.fill(await untilFound('input[name="recovery-code"]'), 'DJE5-7CZQ')
  for (const field of document.querySelectorAll('input[type="password"]')) {
    await userEvent.fill(field, good)
  }
  await userEvent.keyboard('{Enter}')
  await expect.element(bar()).toHaveAccessibleName('Opening…')
  await expect.element(bar()).toHaveAttribute('aria-valuenow', '80')
})
