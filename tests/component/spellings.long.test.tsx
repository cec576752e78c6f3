import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { last, press, pressAt } from './page-objects.ts'
import { reportAnswer } from './records.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import type { TestVault } from './test-vault.ts'
import { viewLanguages } from './view-languages.ts'

const spellings = [
  { preferred: 'Hyesan', variants: ['Hyesan-si', 'Haesan', '惠山'] },
  { preferred: 'Tumen River', variants: ['Duman River', 'Tumen-gang'] },
]

const settings = {
  language: 'en',
  theme: 'light',
  idleLockMinutes: 10,
  pseudonym: 'Heron',
  poolBlockUnder: 5,
  poolWarnUnder: 20,
  fourEyes: true,
  backupReminderDays: 30,
  pinned: [],
  exposed: [],
  textSize: 100,
  recoveryConfirmed: true,
  spellings,
} as const

const openDraft = async (body: string, options: TestVaultOptions = {}): Promise<TestVault> => {
  const { language = 'en', theme = 'light' } = options
  const test = await openWindow({
    ...options,
    answers: {
      'settings.get': () => ({ ...settings, language, theme }),
      'reports.get': ({ id }) =>
        reportAnswer(id, { title: 'Over the river', body, language: 'en' }),
    },
  })
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await untilFound('.cm-content')
  await settle()
  return test
}

const marked = (): string[] =>
  [...document.querySelectorAll('.cm-spelling')].map((mark) => mark.textContent ?? '')

const written = (): string => document.querySelector('.cm-content')?.textContent ?? ''

const body = 'They went from Haesan over the Duman River, not from Hyesan. 惠山 again.'

afterEach(closeWindow)

describe('a spelling that is not the vault’s', () => {
  it('is marked while a text is written, and the right one is not', async () => {
    await openDraft(body)
    await expect.poll(marked).toEqual(['Haesan', 'Duman River', '惠山'])
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Then Hyesan-si')
    await expect.poll(marked).toEqual(['Haesan', 'Duman River', '惠山', 'Hyesan-si'])
  })

  it('says the vault’s own at the caret, and is written so with one key', async () => {
    const test = await openDraft(body)
    await untilFound('.cm-spelling')
    await userEvent.click(document.querySelectorAll('.cm-spelling')[1] as HTMLElement)
    const tip = await untilFound('.cm-lint-tip')
    expect(tip.textContent).toContain('Tumen River')
    expect(tip.textContent).toContain('Alt+Enter')
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.poll(written).toContain('over the Tumen River, not')
    await expect.poll(marked).toEqual(['Haesan', '惠山'])
    await expect.element(page.getByText(/^Replaced with Tumen River/).first()).toBeVisible()
    await expect
      .poll(() => last(test, 'reports.save') as { content?: { body: string } } | undefined)
      .toMatchObject({ content: { body: expect.stringContaining('the Tumen River') as string } })
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(written).toContain('over the Duman River')
  })

  it('yields to a finding of the checks on the same words', async () => {
    await openDraft('A trader in Haesan said so.')
    await untilFound('.cm-lint .cm-spelling, .cm-spelling .cm-lint')
    await userEvent.click(await untilFound('.cm-spelling'))
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await expect.element(page.getByRole('textbox', { name: 'Reason' })).toBeVisible()
    expect(written()).toContain('Haesan')
  })

  it('is marked in a text of 100,000 characters without a key that waits', async () => {
    await openDraft(`${body}\n`.repeat(1_400).slice(0, 100_000))
    await untilFound('.cm-spelling')
    await userEvent.click(await untilFound('.cm-line'))
    const content = document.querySelector('.cm-content') as HTMLElement
    const times: number[] = []
    for (let key = 0; key < 12; key += 1) {
      const since = performance.now()
      document.execCommand('insertText', false, 'a')
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      times.push(performance.now() - since)
    }
    expect(content.textContent).toContain('aaaaaaaaaaaa')
    times.sort((one, other) => one - other)
    expect(times[6]).toBeLessThan(120)
  })

  it.each([
    ['light', 'en'],
    ['contrast', 'en'],
    ['dark', 'ko'],
    ['light', 'zh'],
  ] as const)('is told apart from what the checks mark, in %s and %s', async (theme, language) => {
    await openDraft('They left Haesan on 3 March: call 010-2938-4756.', { theme, language })
    await untilFound('.cm-lint[data-severity="identifier"]')
    await userEvent.click(await untilFound('.cm-spelling'))
    await untilFound('.cm-lint-tip')
    await settle()
    await shoot(`spelling-${theme}-${language}`)
    await expectAccessible()
  })
})

describe('the list of spellings', () => {
  const openList = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
    const test = await openWindow(options)
    await goToSettings('spellings')
    await untilFound('#spellings')
    document.getElementById('spellings')?.scrollIntoView()
    return test
  }
  const field = (label: string, at: number) => page.getByRole('textbox', { name: label }).nth(at)

  it('is written line by line, and saved as words', async () => {
    const test = await openList()
    await press('Add a word')
    await userEvent.fill(field('Preferred spelling', 0), 'Hyesan')
    await userEvent.fill(field('Other spellings, separated by commas', 0), 'Haesan, 惠山，혜산시')
    await pressAt('#spellings button[type="submit"]')
    expect(last(test, 'settings.set')).toMatchObject({
      spellings: [{ preferred: 'Hyesan', variants: ['Haesan', '惠山', '혜산시'] }],
      pseudonym: 'Heron',
    })
  })

  it('says which line is half written or leads to two words, and saves neither', async () => {
    const test = await openList()
    await press('Add a word')
    await userEvent.fill(field('Preferred spelling', 0), 'Hyesan')
    await pressAt('#spellings button[type="submit"]')
    await expect.element(page.getByText(/^Enter the preferred spelling/)).toBeVisible()
    await userEvent.fill(field('Other spellings, separated by commas', 0), 'Haesan')
    await press('Add a word')
    await userEvent.fill(field('Preferred spelling', 1), 'Haeju')
    await userEvent.fill(field('Other spellings, separated by commas', 1), 'haesan')
    await pressAt('#spellings button[type="submit"]')
    expect(page.getByText(/is in the list twice/).elements()).toHaveLength(2)
    expect(last(test, 'settings.set')).toBeUndefined()
  })

  it.each(viewLanguages)('has no fault that axe knows, in %s', async (language) => {
    for (const theme of ['light', 'dark'] as const) {
      await openList({
        language,
        theme,
        answers: { 'settings.get': () => ({ ...settings, language, theme }) },
      })
      await settle()
      await shoot(`spellings-${theme}-${language}`)
    }
    await expectAccessible()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openList({ words: longWords, answers: { 'settings.get': () => ({ ...settings }) } })
    await settle()
    await shoot('spellings-long')
    expectNothingCut()
  })
})
