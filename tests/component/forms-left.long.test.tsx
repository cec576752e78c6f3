import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press, pressAt, type } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

const question = () => page.getByLabelText('The question', { exact: true })
const save = () => page.getByRole('button', { name: 'Save case' })
const isForm = (): boolean => document.querySelector('main form textarea') !== null

/** The first case, whose question was changed and is on its way to be saved. */
const sendCase = async () => {
  const held = heldAnswers('cases.save', ['cases.list', 'cases.get'])
  const test = await openWindow({ answers: held.answers })
  await goTo('cases')
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
  await press('Edit')
  await type('The question', 'Who')
  await save().click()
  await expect.poll(() => inputsOf(test, 'cases.save').length).toBe(1)
  return { ...held, test }
}
const leaveAndReturn = async (): Promise<void> => {
  await goTo('journal')
  await goTo('cases')
}

describe('a form that was left while it was saved', () => {
  it('is not saved again when the user comes back, and closes once it is saved', async () => {
    const { test, letAll } = await sendCase()
    await leaveAndReturn()
    await expect.element(question()).toHaveValue('Who')
    await userEvent.click(page.getByRole('textbox').first())
    await userEvent.keyboard('{Enter}')
    letAll()
    await settle()
    expect(inputsOf(test, 'cases.save')).toHaveLength(1)
    expect(isForm()).toBe(false)
    await expect.element(page.getByText('Who', { exact: true }).last()).toBeVisible()
  })

  it('takes what is typed into it then, over what was saved', async () => {
    const { test, letAll } = await sendCase()
    await leaveAndReturn()
    await type('The question', 'Who gave the order?')
    letAll()
    await settle()
    await expect.element(question()).toHaveValue('Who gave the order?')
    await save().click()
    await expect.poll(() => inputsOf(test, 'cases.save').length).toBe(2)
    letAll()
    await settle()
    expect(isForm()).toBe(false)
    await expect.element(page.getByText('Who gave the order?').last()).toBeVisible()
  })

  it('that is new makes one record, also of what is typed into it then', async () => {
    const held = heldAnswers('cases.save', ['cases.list', 'cases.get'])
    const test = await openWindow({ answers: held.answers })
    await goTo('cases')
    await press('New case')
    await userEvent.fill(page.getByRole('textbox').first(), 'The second')
    await save().click()
    await leaveAndReturn()
    await userEvent.fill(page.getByRole('textbox').first(), 'The second crossing')
    held.letAll()
    await settle()
    await save().click()
    await expect.poll(() => inputsOf(test, 'cases.save').length).toBe(2)
    expect(inputsOf(test, 'cases.save')).toMatchObject([
      { id: null },
      { id: expect.any(String), rev: 1, content: { title: 'The second crossing' } },
    ])
  })

  it('says that it was refused, and is as it was typed when one comes back', async () => {
    const { refuseAll } = await sendCase()
    await goTo('journal')
    refuseAll()
    await expect.element(page.getByText('storage/cases.save')).toBeVisible()
    await goTo('cases')
    await expect.element(question()).toHaveValue('Who')
    await expect.element(save()).toBeEnabled()
  })
})
