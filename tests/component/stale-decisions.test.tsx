import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Answers } from './answers.ts'
import { toExportReview } from './export-review.ts'
import { lateAnswers } from './late-answers.ts'
import { inputsOf, press } from './page-objects.ts'
import { Refuse } from './shelf.ts'
import type { TestVault } from './test-vault.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

/** A change that the vault process announces. */
const change = async (test: TestVault): Promise<void> => {
  test.emit({ kind: 'changed' })
  await settle()
}

/** All steps of a hand-over to the last, where the plan is requested. */
const toErase = async (answers: Answers): Promise<TestVault> => {
  const test = await openWindow({ answers })
  await goTo('exchange')
  await press('Start hand-over')
  await press('Next')
  ;(page.getByRole('radio', { name: /Crane/ }).element() as HTMLElement).click()
  await settle()
  await press('Next')
  await expect.element(button('Next')).toBeEnabled()
  await press('Next')
  return test
}

describe('an answer without a revision in its request, asked for before a change', () => {
  it('is not used for an export: the export is reviewed again', async () => {
    const { answers, deliver } = lateAnswers('exports.prepare')
    const test = await toExportReview({ answers })
    await change(test)
    await deliver()
    expect(inputsOf(test, 'exports.prepare')).toHaveLength(2)
    await expect.element(button('Choose a folder and write')).toBeDisabled()
    await deliver()
    await expect.element(button('Choose a folder and write')).toBeEnabled()
  })

  it('is not used for a hand-over: what is erased is computed again', async () => {
    const { answers, deliver } = lateAnswers('handover.prepare')
    const test = await toErase(answers)
    await change(test)
    await deliver()
    expect(inputsOf(test, 'handover.prepare')).toHaveLength(2)
    await expect.element(button('Hand over and erase')).toBeDisabled()
    await deliver()
    await expect.element(button('Hand over and erase')).toBeEnabled()
  })

  it('is not used for an import: its plan is computed again', async () => {
    const { answers, deliver } = lateAnswers('imports.plan')
    const test = await openWindow({
      answers: {
        ...answers,
        // Takes a moment, as at the vault: the preview that was shown is out of the cache then.
        'imports.commit': async () => {
          await new Promise((done) => setTimeout(done, 50))
          throw new Refuse('conflict')
        },
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    await change(test)
    await deliver()
    expect(inputsOf(test, 'imports.plan')).toHaveLength(2)
    expect(button('Import').elements()).toEqual([])
    await deliver()
    await expect.element(button('Import')).toBeEnabled()
  })
})

describe('several changes that come together', () => {
  it.each([
    [
      'the review of an export',
      'exports.prepare',
      (answers: Answers) => toExportReview({ answers }),
      'Choose a folder and write',
    ],
    ['the plan of a hand-over', 'handover.prepare', toErase, 'Hand over and erase'],
  ] as const)('end %s at once, each of them', async (_, channel, open, act) => {
    const { answers, deliverAll, deliverNow, waiting } = lateAnswers(channel)
    const test = await open(answers)
    await deliverAll()
    await expect.element(button(act)).toBeEnabled()
    test.emit({ kind: 'changed' })
    await expect.poll(waiting).toBe(1)
    test.emit({ kind: 'changed' })
    // Computed before the second change.
    deliverNow()
    await new Promise((done) => setTimeout(done, 60))
    // Now, not after a while.
    expect((button(act).element() as HTMLButtonElement).disabled).toBe(true)
  })
})
