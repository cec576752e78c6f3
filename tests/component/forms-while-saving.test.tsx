import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { cannedAnswers } from './answers.ts'
import { inputsOf, press, pressAt, type } from './page-objects.ts'
import type { TestVault } from './test-vault.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** A vault that is busy: what is to be saved on a channel is, and answered, once `letSave` is called. */
const openBusy = async (
  channel: 'cases.save' | 'settings.set',
): Promise<{ readonly test: TestVault; readonly letSave: () => void }> => {
  const kept = cannedAnswers({})
  const waiting: (() => void)[] = []
  const slowly =
    <In, Out>(answer: (input: In) => Out) =>
    async (input: In) => {
      await new Promise<void>((done) => waiting.push(done))
      return answer(input)
    }
  const test = await openWindow({
    answers: {
      'cases.list': kept['cases.list'],
      'cases.get': kept['cases.get'],
      'cases.save': kept['cases.save'],
      'settings.get': kept['settings.get'],
      'settings.set': kept['settings.set'],
      [channel]: slowly(kept[channel] as never),
    },
  })
  return { test, letSave: () => waiting.splice(0).forEach((done) => done()) }
}

const first = () => page.getByRole('textbox').first()
const asked = async (test: TestVault, channel: string, times = 1): Promise<void> =>
  expect.poll(() => inputsOf(test, channel).length).toBe(times)

const newCase = async (title: string) => {
  const opened = await openBusy('cases.save')
  await goTo('cases')
  await press('New case')
  await userEvent.fill(first(), title)
  return opened
}

describe('a form that is being saved', () => {
  it('keeps the text typed during the save, in place of the saved text', async () => {
    const { test, letSave } = await openBusy('cases.save')
    await goTo('cases')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await press('Edit')
    await type('The question', 'Who')
    await page.getByRole('button', { name: 'Save case' }).click()
    await asked(test, 'cases.save')
    await type('The question', 'Who gave the order?')
    letSave()
    await settle()
    await expect
      .element(page.getByLabelText('The question', { exact: true }))
      .toHaveValue('Who gave the order?')
    await page.getByRole('button', { name: 'Save case' }).click()
    await asked(test, 'cases.save', 2)
    letSave()
    await settle()
    expect(document.querySelector('main form textarea')).toBeNull()
    expect(inputsOf(test, 'cases.save').at(-1)).toMatchObject({
      content: { question: 'Who gave the order?' },
    })
  })

  it('that is new keeps it too, and makes one record of both', async () => {
    const { test, letSave } = await newCase('The second')
    await page.getByRole('button', { name: 'Save case' }).click()
    await asked(test, 'cases.save')
    await userEvent.fill(first(), 'The second crossing')
    letSave()
    await settle()
    await expect.element(first()).toHaveValue('The second crossing')
    await page.getByRole('button', { name: 'Save case' }).click()
    await asked(test, 'cases.save', 2)
    letSave()
    await settle()
    const ids = (inputsOf(test, 'cases.save') as { id: string | null }[]).map(({ id }) => id)
    expect(ids).toEqual([null, expect.any(String)])
    await expect.element(page.getByRole('heading', { name: 'The second crossing' })).toBeVisible()
  })

  it('is saved once, however often Enter is pressed', async () => {
    const { test, letSave } = await newCase('The second')
    await userEvent.click(first())
    await userEvent.keyboard('{Enter}')
    await asked(test, 'cases.save')
    await settle()
    await userEvent.keyboard('{Enter}')
    await settle()
    letSave()
    await settle()
    expect(inputsOf(test, 'cases.save')).toHaveLength(1)
  })

  it('does not take the user back from another view', async () => {
    const { test, letSave } = await newCase('The second')
    await page.getByRole('button', { name: 'Save case' }).click()
    await asked(test, 'cases.save')
    await goTo('reports')
    await pressAt('main [role="listitem"][aria-posinset="3"] button')
    await userEvent.click(await untilFound('.cm-content'))
    letSave()
    await settle()
    expect(document.querySelector('main .cm-content')).not.toBeNull()
  })

  it('of the settings keeps what was typed since when it is left', async () => {
    const { test, letSave } = await openBusy('settings.set')
    await goTo('settings')
    const name = page.getByLabelText(/^Pseudonym for signing/)
    await userEvent.fill(name, 'Grey')
    await userEvent.keyboard('{Enter}')
    await asked(test, 'settings.set')
    await userEvent.fill(name, 'Grey heron')
    letSave()
    await settle()
    await goTo('journal')
    await goTo('settings')
    await expect.element(name).toHaveValue('Grey heron')
  })
})
