import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { handOver, toReview } from './exchange-page-objects.ts'
import { inputsOf, keysByHand, last, press } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })
const writing = () => page.getByRole('progressbar', { name: 'Encrypting and writing…' })
const write = 'Save file…'

it('a hand-over that ends leaves an export that is on its way where it is seen and cancelled', async () => {
  const held = heldAnswers('handover.run')
  const export_ = heldAnswers('exports.write')
  const test = await openWindow({ answers: { ...held.answers, ...export_.answers } })
  await handOver()
  await expect.poll(() => inputsOf(test, 'handover.run').length).toBe(1)
  await toReview()
  await press(write)
  await expect.element(writing()).toBeVisible()
  held.letAll()
  await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
  await settle()
  await expect.element(writing()).toBeVisible()
  await press('Cancel')
  const { task } = last(test, 'exports.write') as { task: string }
  expect(last(test, 'tasks.cancel')).toEqual({ task })
  expect(inputsOf(test, 'exports.write')).toHaveLength(1)
  export_.refuseAll()
  await expect.element(button(write)).toBeEnabled()
})

describe('while a folder is asked for', () => {
  it('an export waits: no other is started, and Back is disabled', async () => {
    const { answers, letAll } = heldAnswers('dialog.saveExport')
    const test = await openWindow({ answers })
    await toReview()
    await press(write)
    await expect.poll(() => inputsOf(test, 'dialog.saveExport').length).toBe(1)
    await expect.element(button('Back')).toBeDisabled()
    await goTo('sources')
    await goTo('exchange')
    await expect.element(button('Back')).toBeDisabled()
    letAll()
    await expect.poll(() => inputsOf(test, 'exports.write').length).toBe(1)
  })

  it('a hand-over waits, also when the user comes back', async () => {
    const { answers, refuseAll } = heldAnswers('dialog.saveExport')
    const test = await openWindow({ answers })
    await handOver()
    await expect.poll(() => inputsOf(test, 'dialog.saveExport').length).toBe(1)
    await expect.element(button('Back')).toBeDisabled()
    await goTo('sources')
    await goTo('exchange')
    await expect.element(page.getByText('What is erased here')).toBeVisible()
    await expect.element(button('Back')).toBeDisabled()
    refuseAll()
    await expect.element(button('Back')).toBeEnabled()
    expect(inputsOf(test, 'handover.run')).toHaveLength(0)
  })
})

const ticks = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('main [role="listitem"] input:checked'),
]

const exportRows = async (rows: readonly number[]): Promise<void> => {
  await goTo('reports')
  for (const box of ticks()) box.click()
  await settle()
  for (const at of rows) {
    const row = await untilFound(`main [role="listitem"][aria-posinset="${at}"] button`)
    ;(row as HTMLElement).focus()
    await userEvent.keyboard('x')
  }
  await settle()
  expect(ticks()).toHaveLength(rows.length)
  await press('Send or hand over')
  await page.getByRole('menuitem', { name: 'Send…' }).click()
  await settle()
}

it('the same reports are the same export, in whichever order they were chosen', async () => {
  await openWindow()
  await exportRows([1, 2, 3, 4, 5])
  await press('Next')
  await userEvent.fill(await keysByHand(), 'age1pq1somebody')
  await exportRows([5, 4, 3, 2, 1])
  await expect
    .element(page.getByLabelText('Other keys, one per line'))
    .toHaveValue('age1pq1somebody')
})
