import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { original } from './attachment-answers.ts'
import { press, pressAt } from './page-objects.ts'
import { microtasks } from './one-report.ts'
import {
  comeBack,
  leave,
  openSlow,
  removeFile,
  removeTranslation,
  tab,
  translation,
} from './put-back-page-objects.ts'
import { recordId } from './records.ts'
import { shownTitle, write } from './report-page-objects.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

describe.each([
  ['a translation', removeTranslation],
  ['a file', removeFile],
] as const)('%s that was removed', (_, remove) => {
  it.each([
    ['pressed once one is back', true],
    ['pressed before one is back', false],
  ] as const)('comes back beside what is typed right then: %s', async (__, isBack) => {
    const { report, open, slow } = await openSlow()
    await remove()
    await leave()
    if (isBack) await comeBack()
    slow()
    await press('Undo')
    if (!isBack) await comeBack()
    await write(' More.')
    open()
    await settle()
    await expect.poll(() => report.content().body, { timeout: 6_000 }).toBe('Begun. More.')
    expect(page.getByText('This report was changed somewhere else').elements()).toEqual([])
    expect(report.content().attachments).toHaveLength(1)
    expect(report.content().translations).toHaveLength(2)
  })
})

it('a restored translation has its own editor, also where the tab was changed since', async () => {
  const { report } = await openSlow()
  await removeTranslation()
  await tab(1)
  await tab(2)
  await expect.poll(() => document.querySelectorAll('main .cm-content').length).toBe(2)
  await press('Undo')
  await settle()
  await expect.poll(() => report.content().translations?.length).toBe(2)
  const texts = [...document.querySelectorAll('main .cm-content')].map((one) => one.textContent)
  expect(texts).toEqual(['Begun.', '첫째'])
})

/** The text of the translation that is shown. */
const ofTranslation = '[role="tabpanel"] [role="tabpanel"] .cm-content'

/** Removes something, keeps the version from elsewhere, and then undoes the removal. */
const takeTheirsAndUndo = async (remove: () => Promise<void>): Promise<void> => {
  await remove()
  await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
  await press('Keep the other version here')
  await expect.poll(shownTitle).toBe('Theirs')
  await press('Undo')
  await settle(4_000)
}

it('comes back once, also where it is back already with what others wrote', async () => {
  const { report } = await openSlow()
  report.change({ title: 'Theirs' } as never)
  await takeTheirsAndUndo(removeTranslation)
  expect(report.content().translations).toHaveLength(2)
})

it('a file that is back already keeps what it was called since', async () => {
  const { report } = await openSlow()
  report.change({ title: 'Theirs', attachments: [{ ...original, name: 'since.jpg' }] } as never)
  await takeTheirsAndUndo(removeFile)
  expect(report.content().attachments).toMatchObject([{ name: 'since.jpg' }])
})

it('a restored translation keeps its words beside one that was restored before and edited since', async () => {
  const { report } = await openSlow()
  report.change({ title: 'Theirs' } as never)
  await removeTranslation()
  await press('Keep the other version here')
  await expect.poll(shownTitle).toBe('Theirs')
  await pressAt('[role="tabpanel"] [role="tab"]:nth-of-type(1)')
  await userEvent.click(await untilFound(ofTranslation))
  await userEvent.keyboard('{Control>}{End}{/Control} more')
  await press('Undo')
  await userEvent.click(await untilFound(ofTranslation))
  await userEvent.keyboard('{Control>}{End}{/Control} words')
  await expect
    .poll(() => report.content().translations?.map(({ body }) => body), { timeout: 6_000 })
    .toEqual(['첫째', '첫째 more words', '第二'])
})

const titles = (): string[] =>
  [...document.querySelectorAll<HTMLInputElement>('main [role="tabpanel"] input')].map(
    ({ value }) => value,
  )

it('restoring an earlier translation does not interrupt writing a later one', async () => {
  const { report } = await openSlow()
  await removeTranslation()
  await press('Add a translation')
  await userEvent.keyboard('Third')
  await settle()
  await press('Undo')
  await settle()
  expect(titles()).toContain('Third')
  await userEvent.keyboard(' words')
  await expect.poll(() => report.content().translations?.length).toBe(3)
  const [first, second, third] = report.content().translations ?? []
  expect([first?.title, second?.title]).toEqual(['', ''])
  expect(third?.title).toMatch(/^Third/)
})

const three = {
  translations: [
    translation('첫째', 'ko'),
    translation('第二', 'zh-Hans'),
    translation('Third', 'en'),
  ],
  attachments: ['one', 'two', 'three'].map((name, place) => ({
    ...original,
    id: recordId(40 + place),
    name: `${name}.jpg`,
  })),
}

/** The order is that of their old places, whichever was removed or restored first. */
describe.each([
  ['stayed', () => Promise.resolve()],
  ['left and came back in between', () => leave().then(comeBack)],
])('two removed ones return to their places, after the user %s', (_, between) => {
  it('translations', async () => {
    const { report } = await openSlow(three)
    await removeTranslation()
    await between()
    await tab(2)
    await pressAt('[role="tabpanel"] [role="tab"]:nth-of-type(2)')
    await press('Remove this translation')
    await expect.poll(() => report.content().translations).toHaveLength(1)
    await press('Undo')
    await press('Undo')
    await expect.poll(() => report.content().translations).toEqual(three.translations)
  })

  it('files', async () => {
    const { report } = await openSlow(three)
    await tab(3)
    await press('Remove one.jpg')
    await between()
    await tab(3)
    await press('Remove three.jpg')
    await expect.poll(() => report.content().attachments).toHaveLength(1)
    await press('Undo')
    await press('Undo')
    await expect.poll(() => report.content().attachments).toEqual(three.attachments)
  })
})

/** Restores a removed translation while another one is written. */
const writeMeanwhile = async (words: string) => {
  const { report, open, slow } = await openSlow()
  await removeTranslation()
  await leave()
  slow()
  await press('Undo')
  await comeBack()
  await tab(2)
  const written = await untilFound(ofTranslation)
  await userEvent.click(written)
  await userEvent.keyboard(`{Control>}{End}{/Control}${words}`)
  return { report, open, written }
}

it.each([
  ['was written already', ' one'],
  ['has the caret', ''],
])('a translation that %s is written on while another comes back', async (_, words) => {
  const { report, open, written } = await writeMeanwhile(words)
  open()
  await microtasks()
  // Before anything is drawn again.
  document.execCommand('insertText', false, '!')
  await settle()
  await userEvent.keyboard(' two')
  expect(document.activeElement).toBe(written)
  await expect
    .poll(() => report.content().translations?.map(({ body }) => body))
    .toEqual(['첫째', `第二${words}! two`])
})

it('a finding in a translation leads there, also once another is restored before that one', async () => {
  const phone = '010-2938-4756'
  await openSlow({ translations: [translation('첫째', 'ko'), translation(phone, 'en')] })
  await removeTranslation()
  await userEvent.click(await untilFound(ofTranslation))
  await expect.poll(() => document.querySelector('.cm-lint')?.textContent).toBe(phone)
  await press('Undo')
  await settle()
  await userEvent.click(await untilFound('main textarea'))
  await userEvent.keyboard('{F8}')
  await expect.poll(() => getSelection()?.toString()).toBe(phone)
})
