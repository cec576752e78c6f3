import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import type { Answers } from './answers.ts'
import { inventory } from './wipe-answers.ts'
import { toHandOverPlan, toReviewForCrane } from './exchange-page-objects.ts'
import { toExportReview } from './export-review.ts'
import { lateAnswers } from './late-answers.ts'
import type { LateAnswers } from './late-answers.ts'
import { inputsOf, press, pressAt, type } from './page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import type { TestVault } from './test-vault.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

/** Is it hidden from sight, keys and screen readers? */
const isHidden = async (selector: string): Promise<boolean> => {
  const element = await untilFound(selector)
  return getComputedStyle(element).visibility === 'hidden' && element.closest('[inert]') !== null
}

/** A change that the vault process announces. */
const change = async (test: TestVault): Promise<void> => {
  test.emit({ kind: 'changed' })
  await settle()
}

const toErase = async (answers: Answers): Promise<TestVault> => {
  const test = await openWindow({ answers })
  await toHandOverPlan()
  return test
}

describe('an answer without a revision in its request, asked for before a change', () => {
  it('is not used for an export: the export is reviewed again', async () => {
    const { answers, deliver } = lateAnswers('exports.prepare')
    const test = await toExportReview({ answers })
    await change(test)
    await deliver()
    expect(inputsOf(test, 'exports.prepare')).toHaveLength(2)
    await expect.element(button('Save file…')).toBeDisabled()
    await deliver()
    await expect.element(button('Save file…')).toBeEnabled()
  })

  it('is not used for a hand-over: what is erased is computed again', async () => {
    const { answers, deliver } = lateAnswers('handover.prepare')
    const test = await toErase(answers)
    await change(test)
    await deliver()
    expect(inputsOf(test, 'handover.prepare')).toHaveLength(2)
    await expect.element(button('Hand over and erase…')).toBeDisabled()
    await deliver()
    await expect.element(button('Hand over and erase…')).toBeEnabled()
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

describe('an export after a change', () => {
  const reviewed = async ({ answers, deliverAll }: LateAnswers): Promise<TestVault> => {
    const test = await toExportReview({ answers })
    await deliverAll()
    await expect.element(button('Save file…')).toBeEnabled()
    return test
  }

  it('waits for the text of its records, and shows none of the earlier review', async () => {
    const late = lateAnswers('exports.record')
    const test = await reviewed(late)
    expect(await isHidden('main h4')).toBe(false)
    await change(test)
    // The review and its list are current.
    const { task } = inputsOf(test, 'exports.records').at(-1) as In<'exports.records'>
    expect(await isHidden('main [role="listitem"] button')).toBe(false)
    expect(await isHidden('main h4')).toBe(true)
    await expect.element(button('Save file…')).toBeDisabled()
    await late.deliverAll()
    expect(inputsOf(test, 'exports.record').at(-1)).toMatchObject({ task })
    expect(await isHidden('main h4')).toBe(false)
    await expect.element(button('Save file…')).toBeEnabled()
  })

  it.each(['exports.records', 'escrow.goesWith'] as const)(
    'waits for %s: nothing is shown beside the new review that is older',
    async (channel) => {
      const late = lateAnswers(channel)
      const { answers } = late
      const test = await openWindow({ answers })
      await toReviewForCrane()
      await late.deliverAll()
      await expect.element(button('Save file…')).toBeEnabled()
      await change(test)
      expect(await isHidden('main [role="listitem"] button')).toBe(true)
      await expect.element(button('Save file…')).toBeDisabled()
      await late.deliverAll()
      expect(await isHidden('main [role="listitem"] button')).toBe(false)
      await expect.element(button('Save file…')).toBeEnabled()
    },
  )
})

describe('several changes that come together', () => {
  it.each([
    [
      'the review of an export',
      'exports.prepare',
      (answers: Answers) => toExportReview({ answers }),
      'Save file…',
    ],
    ['the plan of a hand-over', 'handover.prepare', toErase, 'Hand over and erase…'],
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

describe('an import after a change', () => {
  it('waits for the differences of an opened record', async () => {
    const { answers, deliver } = lateAnswers('imports.differences')
    const test = await openWindow({ answers })
    await goTo('exchange')
    await press('Choose a file…')
    await page.getByRole('button', { name: /^두 통의 편지/ }).click()
    await deliver()
    await expect.element(button('Import')).toBeEnabled()
    expect(await isHidden('main del')).toBe(false)
    await change(test)
    expect(await isHidden('main del')).toBe(true)
    await expect.element(button('Import')).toBeDisabled()
    await deliver()
    expect(inputsOf(test, 'imports.differences')).toEqual([
      { exportId: 'i1', subject: recordId(20) },
      { exportId: 'i1', subject: recordId(20) },
    ])
    expect(await isHidden('main del')).toBe(false)
    await expect.element(button('Import')).toBeEnabled()
  })
})

describe('the pool of several phrases after a change', () => {
  it('is hidden with its form until it is computed again, and keeps what was typed', async () => {
    const { answers, deliverAll } = lateAnswers('attributions.together')
    const test = await openWindow({ answers })
    await goTo('sources')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await pressAt('main [role="tab"]:nth-of-type(2)')
    await deliverAll()
    await change(test)
    expect(button('Estimate').elements()).toEqual([])
    await deliverAll()
    await press('Estimate')
    await type('Basis of the estimate', 'A list of posts')
    await change(test)
    expect(await isHidden('[role="dialog"] form')).toBe(true)
    await deliverAll()
    expect(await isHidden('[role="dialog"] form')).toBe(false)
    await expect
      .element(page.getByLabelText('Basis of the estimate', { exact: true }))
      .toHaveValue('A list of posts')
  })
})

describe('destroying a vault after a change', () => {
  const begin = async (answers: Answers): Promise<TestVault> => {
    const test = await openWindow({ answers })
    await goToSettings('wipe')
    await settle(100)
    await press('Open')
    return test
  }
  const fill = async (): Promise<void> => {
    document.querySelector<HTMLElement>('[role="dialog"] input[type="checkbox"]')?.click()
    await type('Passphrase', 'seven plain words')
    await type('Type DESTROY', 'DESTROY')
  }

  it('waits until its content is counted again, and keeps what was typed', async () => {
    const { answers, deliver } = lateAnswers('wipe.inventory')
    const test = await begin(answers)
    await deliver()
    await press('Destroy…')
    await fill()
    await change(test)
    expect(await isHidden('[role="dialog"] ol')).toBe(true)
    await expect.element(button('Destroy')).toBeDisabled()
    ;((await untilFound('[role="dialog"] form')) as HTMLFormElement).requestSubmit()
    await settle()
    expect(inputsOf(test, 'wipe.destroy')).toEqual([])
    await deliver()
    expect(await isHidden('[role="dialog"] ol')).toBe(false)
    await press('Destroy')
    expect(inputsOf(test, 'wipe.destroy')).toMatchObject([{ passphrase: 'seven plain words' }])
  })

  it('is still possible if its content can no longer be counted, with the loss accepted', async () => {
    const handed = { ...inventory, handedOver: 12 }
    let isDamaged = false
    const test = await begin({
      'wipe.inventory': () => {
        if (isDamaged) throw new Refuse('damaged')
        return handed
      },
    })
    await press('Destroy…')
    expect(document.querySelector('[role="dialog"] input[type="checkbox"]')).toBeNull()
    isDamaged = true
    await change(test)
    expect(await isHidden('[role="dialog"] ol')).toBe(true)
    await fill()
    await press('Destroy')
    expect(inputsOf(test, 'wipe.destroy')).toMatchObject([{ isLossAccepted: true }])
  })
})
