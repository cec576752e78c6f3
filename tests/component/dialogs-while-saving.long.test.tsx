import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { inputsOf, press, pressAt } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

const dialog = () => page.getByRole('dialog')
const field = (label: string) => dialog().getByLabelText(label, { exact: true })
const asked = async (test: TestVault, channel: string, times = 1): Promise<void> =>
  expect.poll(() => inputsOf(test, channel).length).toBe(times)

const openSource = async (button: string) => {
  const held = heldAnswers('sources.save', ['sources.list', 'sources.get'])
  const test = await openWindow({ answers: held.answers })
  await goTo('sources')
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
  await press(button)
  return { ...held, test }
}

describe('how many fit all phrases of a source, while it is saved', () => {
  const basis = () => dialog().getByRole('textbox').last()
  const sendPool = async () => {
    const opened = await openSource('Estimate')
    await userEvent.fill(dialog().getByLabelText('At least'), '2')
    await userEvent.fill(dialog().getByLabelText('At most'), '4')
    await userEvent.fill(basis(), 'A list')
    await dialog().getByRole('button', { name: 'Save estimate' }).click()
    await asked(opened.test, 'sources.save')
    return opened
  }

  it('keeps what is typed until then, over what was saved', async () => {
    const { test, letAll } = await sendPool()
    await userEvent.fill(basis(), 'A list of posts')
    letAll()
    await settle()
    await expect.element(basis()).toHaveValue('A list of posts')
    await dialog().getByRole('button', { name: 'Save estimate' }).click()
    await asked(test, 'sources.save', 2)
    letAll()
    await settle()
    await expect.element(dialog()).not.toBeInTheDocument()
  })

  it('is saved once, however often Enter is pressed', async () => {
    const { test, letAll } = await sendPool()
    await userEvent.click(dialog().getByLabelText('At least'))
    await userEvent.keyboard('{Enter}')
    await settle()
    letAll()
    await settle()
    expect(inputsOf(test, 'sources.save')).toHaveLength(1)
  })
})

describe("another desk's key, while it is added", () => {
  const sendKey = async () => {
    const held = heldAnswers('identity.addRecipient', ['identity.status'])
    const test = await openWindow({ answers: held.answers })
    await goToSettings('identities')
    await press('Add a public key…')
    await userEvent.fill(field('Name of the desk'), 'Third')
    await userEvent.fill(field('Public key'), 'k7_Q-x'.repeat(271).slice(0, 1622))
    await dialog().getByRole('button', { name: 'Add', exact: true }).click()
    await asked(test, 'identity.addRecipient')
    return { ...held, test }
  }

  it('loses nothing that is typed until then', async () => {
    const { letAll } = await sendKey()
    await userEvent.fill(field('Name of the desk'), 'Third editor')
    letAll()
    await settle()
    await expect.element(field('Name of the desk')).toHaveValue('Third editor')
  })

  it('says that it was refused, also where another key was typed until then', async () => {
    const { refuseAll } = await sendKey()
    await userEvent.fill(field('Public key'), 'another')
    refuseAll()
    await expect.element(page.getByText('storage/identity.addRecipient')).toBeVisible()
  })

  it('is added once, however often Enter is pressed', async () => {
    const { test, letAll } = await sendKey()
    await userEvent.click(field('Name of the desk'))
    await userEvent.keyboard('{Enter}')
    await settle()
    letAll()
    await settle()
    expect(inputsOf(test, 'identity.addRecipient')).toHaveLength(1)
  })
})

describe('an identity while it is sealed', () => {
  const name = () => field('Name')
  const seal = async () => {
    const opened = await openSource('Seal identity…')
    await userEvent.fill(name(), '박서연')
    await dialog().getByRole('button', { name: 'Seal', exact: true }).click()
    await asked(opened.test, 'sources.save')
    return opened
  }

  it('is reported as not sealed after its dialog was closed before the failure', async () => {
    const { refuseAll } = await seal()
    await userEvent.keyboard('{Escape}')
    await settle()
    refuseAll()
    await expect.element(page.getByText('storage/sources.save')).toBeVisible()
    expect(document.documentElement.outerHTML).not.toContain('박서연')
    await press('Seal identity…')
    await expect.element(name()).toHaveValue('')
  })

  it('takes nothing more, so that no word is left out', async () => {
    const { letAll } = await seal()
    await settle()
    await userEvent.click(name())
    await userEvent.keyboard('{End}!')
    await expect.element(name()).toHaveValue('박서연')
    letAll()
    await expect.element(dialog()).not.toBeInTheDocument()
  })

  it('closes no form that was opened since', async () => {
    const { letAll } = await seal()
    await userEvent.keyboard('{Escape}')
    await settle()
    await press('Seal identity…')
    await userEvent.fill(name(), '朴瑞姸')
    letAll()
    await settle()
    await expect.element(name()).toHaveValue('朴瑞姸')
  })
})
