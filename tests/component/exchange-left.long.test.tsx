import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { handOver, toReview } from './exchange-page-objects.ts'
import { inputsOf, keysByHand, last, press } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })
const progress = (name: string) => page.getByRole('progressbar', { name })

/** By a passphrase, which ends with the screen on which it was typed. */
const toReviewByPassphrase = async (): Promise<void> => {
  await goTo('exchange')
  await press('Start an export')
  await press('Next')
  ;(
    page.getByRole('radio', { name: /Anyone with the passphrase/ }).element() as HTMLElement
  ).click()
  for (const name of ['new-passphrase', 'repeat-passphrase']) {
    await userEvent.fill(await untilFound(`input[name="${name}"]`), 'seven river stones by night')
  }
  await press('Next')
}

const leaveAndReturn = async (test: TestVault, channel: string): Promise<void> => {
  await expect.poll(() => inputsOf(test, channel).length).toBe(1)
  await goTo('sources')
  await goTo('exchange')
  await settle()
}

describe('a user back at an export while it is written', () => {
  it('has its passphrase in it, also after leaving while its folder was asked for', async () => {
    const { answers, letAll } = heldAnswers('dialog.saveExport')
    const test = await openWindow({ answers })
    await toReviewByPassphrase()
    await press('Save file…')
    await goTo('sources')
    letAll()
    await expect
      .poll(() => last(test, 'exports.write'))
      .toMatchObject({ target: { passphrase: 'seven river stones by night' } })
  })

  it('finds it on its way, and cannot begin it a second time', async () => {
    const { answers, letAll } = heldAnswers('exports.write')
    const test = await openWindow({ answers })
    await toReview()
    await press('Save file…')
    await leaveAndReturn(test, 'exports.write')
    await expect.element(progress('Encrypting and writing…')).toBeVisible()
    const { task } = last(test, 'exports.write') as { task: string }
    test.emit({ kind: 'progress', task, done: 1, total: 4 })
    await expect.element(progress('Encrypting and writing…')).toHaveAttribute('aria-valuenow', '25')
    document.querySelector<HTMLFormElement>('main form')?.requestSubmit()
    await settle()
    expect(inputsOf(test, 'dialog.saveExport')).toHaveLength(1)
    expect(inputsOf(test, 'exports.write')).toHaveLength(1)
    letAll()
    await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
    await expect.element(button('Start an export')).toBeVisible()
    // The next one is a new one.
    await press('Start an export')
    await press('Next')
    await expect.element(await keysByHand()).toHaveValue('')
  })

  it('can cancel it, and start again then', async () => {
    const { answers, refuseAll } = heldAnswers('exports.write')
    const test = await openWindow({ answers })
    await toReview()
    await press('Save file…')
    await leaveAndReturn(test, 'exports.write')
    await press('Cancel')
    const { task } = last(test, 'exports.write') as { task: string }
    expect(last(test, 'tasks.cancel')).toEqual({ task })
    refuseAll()
    await expect.element(button('Back')).toBeVisible()
    await press('Save file…')
    await expect.poll(() => inputsOf(test, 'exports.write').length).toBe(2)
  })

  it('is not asked for its passphrase again', async () => {
    const { answers } = heldAnswers('exports.write')
    const test = await openWindow({ answers })
    await toReviewByPassphrase()
    await press('Save file…')
    await leaveAndReturn(test, 'exports.write')
    await expect.element(progress('Encrypting and writing…')).toBeVisible()
    expect(document.querySelector('input[name="new-passphrase"]')).toBeNull()
  })
})

describe('a user back at a hand-over in progress', () => {
  it('finds it so, cannot begin it a second time, and sees that it is over', async () => {
    const { answers, letAll } = heldAnswers('handover.run')
    const test = await openWindow({ answers })
    await handOver()
    await leaveAndReturn(test, 'handover.run')
    await expect.element(progress('Writing and reading back')).toBeVisible()
    await expect.element(button('Cancel')).toBeVisible()
    await expect.element(button('Back')).not.toBeInTheDocument()
    letAll()
    await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
    await expect.element(button('Start hand-over')).toBeVisible()
    expect(inputsOf(test, 'handover.run')).toHaveLength(1)
  })
})
