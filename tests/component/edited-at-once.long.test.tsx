import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Channel } from '../../src/shared/channels.ts'
import { cannedAnswers } from './answers.ts'
import type { TestVault } from './test-vault.ts'
import { inputsOf, press, pressAt, type } from './page-objects.ts'
import { gate } from './one-report.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

/** A vault that reads records of a kind slowly once `slow` is called; until `open` is. */
const openSlow = async (kind: string, read: string) => {
  const canned = cannedAnswers({}) as Record<string, (input: unknown) => unknown>
  const { open, isOpen } = gate()
  let isSlow = false
  const channels = [`${kind}.list`, `${kind}.get`, `${kind}.save`].filter((name) => name in canned)
  const slowly = async (input: unknown): Promise<unknown> => {
    if (isSlow) await isOpen
    return canned[read]?.(input)
  }
  const answers = {
    ...Object.fromEntries(channels.map((name) => [name, canned[name]])),
    [read]: slowly,
  }
  const test = await openWindow({ answers: answers as never })
  const slow = (): void => {
    isSlow = true
  }
  return { test, open, slow }
}

const saves = (test: TestVault, channel: Channel) =>
  inputsOf(test, channel) as { readonly rev: number }[]

it.each([
  ['cases', 'The question', 'Save case'],
  ['sources', 'Note', 'Save source'],
  ['claims', 'The claim', 'Save claim'],
  ['publications', 'Title', 'Save'],
] as const)(
  'begins on what was just saved, also before it was read again: %s',
  async (...given) => {
    const [area, label, save] = given
    const { test, open, slow } = await openSlow(area, `${area}.get`)
    await goTo(area)
    await pressAt('main [role="listitem"][aria-posinset="1"] button, main table th button')
    const edit = async (): Promise<void> => {
      await (area === 'publications' ? pressAt('#publication-tab-choose') : press('Edit'))
    }
    await edit()
    await type(label, 'Once')
    slow()
    await press(save)
    await edit()
    await expect.element(page.getByLabelText(label, { exact: true })).toHaveValue('Once')
    await type(label, 'Twice')
    open()
    await settle()
    await press(save)
    await expect.poll(() => saves(test, `${area}.save`).length).toBe(2)
    const [first, second] = saves(test, `${area}.save`)
    expect(second?.rev).toBe((first?.rev ?? 0) + 1)
    if (area === 'publications') await pressAt('#publication-tab-review')
    else await expect.element(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible()
  },
)

it('begins on what was just saved, also before it was read again: a phrase', async () => {
  const { test, open, slow } = await openSlow('attributions', 'attributions.list')
  await goTo('sources')
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
  await pressAt('main [role="tab"]:nth-of-type(2)')
  const edit = async (): Promise<void> => {
    await page
      .getByRole('button', { name: /^Edit “/ })
      .first()
      .click()
  }
  await edit()
  await type('Phrase', 'Once')
  slow()
  await press('Save phrase')
  await edit()
  await expect.element(page.getByLabelText('Phrase', { exact: true })).toHaveValue('Once')
  await type('Phrase', 'Twice')
  open()
  await settle()
  await press('Save phrase')
  await expect.poll(() => saves(test, 'attributions.save').length).toBe(2)
  const [first, second] = saves(test, 'attributions.save')
  expect(second?.rev).toBe((first?.rev ?? 0) + 1)
})

it('reads again what is not shown right then, also phrases of others', async () => {
  const test = await openWindow()
  await goTo('sources')
  const open = async (place: number): Promise<void> => {
    await pressAt(`main [role="listitem"][aria-posinset="${place}"] button`)
    await pressAt('main [role="tab"]:nth-of-type(2)')
  }
  const asked = (): string[] =>
    (inputsOf(test, 'attributions.list') as { readonly sourceId: string }[]).map(
      ({ sourceId }) => sourceId,
    )
  await open(2)
  const [other] = asked().slice(-1)
  await open(1)
  await page
    .getByRole('button', { name: /^Edit “/ })
    .first()
    .click()
  await type('Phrase', 'Once')
  await press('Save phrase')
  const before = asked().filter((id) => id === other).length
  await open(2)
  await expect.poll(() => asked().filter((id) => id === other).length).toBe(before + 1)
})

it('shows what was changed elsewhere meanwhile, also where the save is answered after that was read', async () => {
  const canned = cannedAnswers({})
  const { open, isOpen } = gate()
  const later = gate()
  let isSlow = false
  const test = await openWindow({
    answers: {
      'cases.list': canned['cases.list'],
      'cases.get': async (input) => {
        if (isSlow) await later.isOpen
        return canned['cases.get'](input)
      },
      'cases.save': async (input) => {
        const saved = await canned['cases.save'](input)
        const content = { ...saved.content, question: 'Elsewhere' }
        await canned['cases.save']({ ...saved, content } as never)
        await isOpen
        isSlow = true
        return saved
      },
    },
  })
  await goTo('cases')
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
  await press('Edit')
  await type('The question', 'Once')
  await press('Save case')
  test.emit({ kind: 'changed' })
  await settle()
  open()
  await settle()
  await expect.element(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible()
  expect(page.getByText('Once', { exact: true }).elements()).toEqual([])
  later.open()
})
