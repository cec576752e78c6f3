import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { planDigest } from './exchange-answers.ts'
import { called, inputsOf, last, press } from './page-objects.ts'
import { recordId, stateDigest } from './records.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const toLastStep = async (options: Parameters<typeof openWindow>[0] = {}) => {
  const test = await openWindow(options)
  await fromExchange()
  return test
}

const fromExchange = async (): Promise<void> => {
  await goTo('exchange')
  await press('Start hand-over')
  // From the first step on it says that the records are erased here.
  await expect
    .element(page.getByRole('heading', { name: 'What do you want to hand over and erase here?' }))
    .toBeVisible()
  await press('Next')
  expect(page.getByRole('radio').elements()).toHaveLength(1)
  ;(page.getByRole('radio', { name: /Crane/ }).element() as HTMLElement).click()
  await settle()
  await press('Next')
  await expect.element(page.getByRole('button', { name: 'Next', exact: true })).toBeEnabled()
  await press('Next')
  await expect.element(page.getByText('What remains')).toBeVisible()
}

describe('a hand over', () => {
  it('says what goes and what stays, and erases only once that was confirmed', async () => {
    const test = await toLastStep()
    await expect.element(page.getByText(/Grey Lantern.*used by.*Two letters/)).toBeVisible()
    await shoot('handover-erase')
    await expectAccessible()
    expectNothingCut()
    await press('Hand over and erase…')
    expect(called(test, 'handover.run')).toBe(false)
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Hand over \d+ report/ })
      .click()
    await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
    await expect.element(page.getByText(/The file was read back and is complete/)).toBeVisible()
    await expect.element(page.getByText('USB', { exact: true })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Copy file name' })).toBeVisible()
    await expect.element(page.getByText(/Bring the file to:/)).toBeVisible()
    await expect.element(page.getByText('Ask whether it arrived and can be opened.')).toBeVisible()
    await shoot('handed-over')
    // The review and the plan that were shown.
    expect(last(test, 'handover.run')).toMatchObject({
      choice: { kind: 'case' },
      reviewed: stateDigest,
      basedOn: planDigest,
    })
    await expectAccessible()
  })

  it('leaves no record in the window: open views are closed and requested again', async () => {
    const test = await openWindow()
    await goTo('reports')
    const first = await untilFound('main [role="listitem"][aria-posinset="1"] button')
    if (first instanceof HTMLElement) first.click()
    await settle()
    const isOpen = (): boolean => document.querySelector('main .cm-content') !== null
    expect(isOpen()).toBe(true)
    const asked = inputsOf(test, 'reports.list').length
    await fromExchange()
    await press('Hand over and erase…')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Hand over \d+ report/ })
      .click()
    await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
    await expect.element(page.getByText('Crane', { exact: true }).first()).toBeVisible()
    await goTo('reports')
    expect(isOpen()).toBe(false)
    expect(inputsOf(test, 'reports.list').length).toBeGreaterThan(asked)
  })

  it('is not started by a second Enter: the question comes first again', async () => {
    const test = await toLastStep()
    await press('Hand over and erase…')
    await expect.element(page.getByRole('alertdialog')).toBeVisible()
    await settle()
    expect(document.activeElement?.textContent).toBe('Cancel')
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(called(test, 'handover.run')).toBe(false)
  })

  it('does not begin while a draft or a legal hold is in the way', async () => {
    const blocks = [
      { subject: recordId(1), kind: 'report' as const, name: 'A bridge', why: 'draft' as const },
      { subject: recordId(2), kind: 'case' as const, name: 'Winter', why: 'hold' as const },
    ]
    const goes = { reports: 1, claims: 0, sources: 0, attributions: 0, cases: 0 }
    const summary = {
      basedOn: stateDigest,
      reports: 1,
      cases: 1,
      sources: 0,
      draftsLeftOut: 1,
      keptBack: 0,
      held: [],
      bytes: 65_536,
      items: [],
    }
    await toLastStep({
      answers: {
        'handover.prepare': () => ({
          basedOn: stateDigest,
          summary,
          goes,
          stays: [],
          blocks,
          revising: null,
        }),
      },
    })
    await expect.element(page.getByText(/A bridge.*has an unfiled draft/)).toBeVisible()
    await expect.element(page.getByText(/Winter.*a legal hold/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Hand over and erase…' })).toBeDisabled()
  })

  it('does not begin before the desk may go on with it, and offers to name it', async () => {
    const goes = { reports: 1, claims: 0, sources: 1, attributions: 0, cases: 0 }
    const summary = {
      basedOn: stateDigest,
      reports: 1,
      cases: 0,
      sources: 1,
      draftsLeftOut: 0,
      keptBack: 0,
      held: [],
      bytes: 65_536,
      items: [],
    }
    const foreign = [{ subject: recordId(1), kind: 'report' as const, name: 'A bridge' }]
    const had = [{ subject: recordId(2), kind: 'report' as const, name: 'A letter' }]
    const sealed = [{ subject: recordId(3), kind: 'source' as const, name: 'Quiet Heron' }]
    let isNamed = false
    const test = await toLastStep({
      answers: {
        'handover.prepare': () => ({
          basedOn: stateDigest,
          summary,
          goes,
          stays: [],
          blocks: [],
          revising: { isNamed, foreign, had, sealed },
        }),
        'contacts.setDesk': () => {
          isNamed = true
          return {}
        },
      },
    })
    await expect.element(page.getByText('Your card does not name Crane as a desk')).toBeVisible()
    await expect.element(page.getByText(/A bridge/)).toBeVisible()
    await expect.element(page.getByText('These records could be lost')).toBeVisible()
    await expect.element(page.getByText(/A letter/)).toBeVisible()
    await expect
      .element(page.getByText('Crane cannot open the identities of these sources'))
      .toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Hand over and erase…' })).toBeDisabled()
    await expectAccessible()
    await shoot('handover-not-desk')
    await press('Name Crane as a desk')
    await expect.element(page.getByRole('button', { name: 'Hand over and erase…' })).toBeEnabled()
    expect(inputsOf(test, 'contacts.setDesk')).toMatchObject([{ isDesk: true }])
  })

  it('says that files which were set aside may hold the same, and discards them', async () => {
    const test = await toLastStep()
    await expect.element(page.getByText(/a file may contain the same records/)).toBeVisible()
    await page.getByRole('button', { name: 'Discard…' }).first().click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
    expect(called(test, 'quarantine.discard')).toBe(true)
    await expectAccessible()
  })

  const refusedWith = async (refused: 'storage' | 'in-doubt') => {
    await toLastStep({
      answers: {
        'handover.run': () => ({ fileName: 'k3v9w2.age', bytes: 81_920, erased: null, refused }),
      },
    })
    await press('Hand over and erase…')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Hand over \d+ report/ })
      .click()
  }

  it('says that nothing was erased when the file could not be trusted', async () => {
    await refusedWith('storage')
    await expect.element(page.getByText('Everything is still here')).toBeVisible()
    // The file is not to be relied on.
    await expect.element(page.getByText(/Bring the file to:/)).not.toBeInTheDocument()
  })

  it('does not say so when the disk failed at the very end, and has the file kept', async () => {
    await refusedWith('in-doubt')
    await expect
      .element(page.getByText('This file may be the only copy of the records'))
      .toBeVisible()
    await expect.element(page.getByText('Everything is still here')).not.toBeInTheDocument()
    await expectAccessible()
  })
})
