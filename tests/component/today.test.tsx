import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectFineInThemes } from './in-themes.ts'
import { cannedAnswers } from './answers.ts'
import { accessible, inputsOf, last, press, pressAt } from './page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const current = (): string => document.querySelector('[aria-current="page"]')?.textContent ?? ''

const today = '2024-04-12'

/** A vault in which several things wait for the user. */
const needy: Parameters<typeof openWindow>[0] = {
  startsToday: true,
  answers: {
    'overview.counts': () => ({
      cases: 3,
      sources: 4,
      reports: 5,
      drafts: 2,
      claims: 7,
      publications: 1,
      conflicts: 1,
      withdrawn: {
        total: 2,
        first: [
          { id: recordId(11), name: 'Quiet Harbour', isWithheld: false },
          { id: recordId(16), name: 'Wood Lark', isWithheld: true },
        ],
      },
      overdue: {
        total: 6,
        first: [12, 13, 14, 15].map((n) => ({ id: recordId(n), name: `Lantern ${String(n)}` })),
      },
    }),
    'records.conflicts': () => [{ id: recordId(21), kind: 'report', title: 'Two versions' }],
    'backups.list': () => ({ due: true, backups: [] }),
    'overview.titles': () => [
      {
        id: recordId(1),
        kind: 'case',
        title: 'Forced repatriations after October 2023',
        language: null,
        state: 'filed',
        updatedDay: today,
      },
    ],
  },
}

describe('today', () => {
  for (const language of viewLanguages) {
    it(`names what needs the user in ${language}, in every theme`, async () => {
      await openWindow({ ...needy, language })
      await settle()
      await expectFineInThemes('today-needs', language)
    })
  }

  it('says what needs the user, worst first, and leads there', async () => {
    await openWindow(needy)
    const needs = page.getByRole('region', { name: 'Needs you' })
    await expect.element(needs.getByText('Quiet Harbour')).toBeVisible()
    await expect.element(needs.getByText('Two versions')).toBeVisible()
    await expect.element(needs.getByText(/backup/i).first()).toBeVisible()
    const said = [...document.querySelectorAll('section[aria-label="Needs you"] li')].map(
      ({ textContent }) => textContent,
    )
    expect(said[0]).toContain('Quiet Harbour')
    expect(said[0]).toContain('Consent withdrawn')
    expect(said[1]).toContain('Wood Lark')
    expect(said[1]).toContain('Withheld here')
    expect(said[2]).toContain('Lantern 12')
    expect(said).toContainEqual(expect.stringContaining('2 more'))
    expect(said.at(-2)).toContain('Two versions')
    expect(said.at(-1)).toContain('backup')
    const count = document.querySelector('nav [aria-current="page"] + span')
    expect(count?.textContent).toContain('10 things need you')
    await needs.getByRole('button', { name: /Two versions/ }).click()
    await expect.poll(() => document.querySelector('nav [aria-current="page"]')).toBeTruthy()
  })

  it('leads from a source that is withheld to the sources', async () => {
    await openWindow(needy)
    const needs = page.getByRole('region', { name: 'Needs you' })
    await needs.getByRole('button', { name: /Wood Lark/ }).click()
    await expect.poll(current).toContain('Sources')
  })

  it('makes a draft of a note while it is written', async () => {
    const test = await openWindow({ startsToday: true })
    await userEvent.click(page.getByRole('textbox', { name: 'Write a note…' }))
    await userEvent.keyboard('They crossed at night')
    await expect.element(page.getByText('Saved as a draft')).toBeVisible()
    expect(inputsOf(test, 'reports.save').at(-1)).toMatchObject({
      content: { body: 'They crossed at night', title: '' },
    })
    await userEvent.keyboard(' near Tumen')
    await press('Open as report')
    await expect.poll(current).toBe('Reports')
    const saved = inputsOf(test, 'reports.save')
    expect(saved.at(-1)).toMatchObject({ content: { body: 'They crossed at night near Tumen' } })
    // One draft, however often it was saved.
    expect(saved.filter((input) => (input as { id: unknown }).id === null)).toHaveLength(1)
  })

  it('saves a note also when the view is left right after its last word', async () => {
    const test = await openWindow({ startsToday: true })
    await userEvent.click(page.getByRole('textbox', { name: 'Write a note…' }))
    await userEvent.keyboard('Sent back')
    await goTo('cases')
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ content: { body: 'Sent back' } })
  })

  it('keeps the words of a note that could not be saved', async () => {
    await openWindow({
      startsToday: true,
      answers: {
        'reports.save': () => {
          throw new Refuse('storage')
        },
      },
    })
    await userEvent.click(page.getByRole('textbox', { name: 'Write a note…' }))
    await userEvent.keyboard('Sent back')
    await goTo('cases')
    await goTo('today')
    await expect
      .element(page.getByRole('textbox', { name: 'Write a note…' }))
      .toHaveValue('Sent back')
  })

  it('keeps a note that is typed up to the lock, once', async () => {
    const test = await openWindow({ startsToday: true })
    await userEvent.click(page.getByRole('textbox', { name: 'Write a note…' }))
    await userEvent.keyboard('Sent back')
    test.emit({ kind: 'locking' })
    await expect
      .poll(() => inputsOf(test, 'reports.save'))
      .toMatchObject([{ id: null, content: { body: 'Sent back' } }])
    await settle()
    expect(inputsOf(test, 'reports.save')).toHaveLength(1)
  })

  it('says that a note is too long, and keeps it as separate drafts at the lock', async () => {
    const test = await openWindow({
      startsToday: true,
      answers: {
        'reports.save': () => {
          throw new Refuse('too-big')
        },
      },
    })
    await userEvent.click(page.getByRole('textbox', { name: 'Write a note…' }))
    await userEvent.keyboard('Sent back')
    await expect.element(page.getByText('This report is too long')).toBeVisible()
    await expect.element(page.getByText(/9,000 different words/)).toBeVisible()
    await shoot('note-too-long')
    await accessible()
    // Also where its field is closed by then.
    await goTo('cases')
    await expect.element(page.getByText('This report is too long')).toBeVisible()
    test.emit({ kind: 'locking' })
    await expect
      .poll(() => inputsOf(test, 'reports.saveCopies'))
      .toMatchObject([{ content: { body: 'Sent back' } }])
  })

  it('takes a quick note from anywhere with Ctrl+Shift+N, and stays there', async () => {
    const test = await openWindow()
    await goTo('sources')
    await userEvent.keyboard('{Control>}{Shift>}N{/Shift}{/Control}')
    await untilFound('[role="dialog"] textarea')
    await userEvent.keyboard('A call from the border')
    await shoot('quick-note')
    await accessible()
    await press('Done')
    await expect
      .poll(() => last(test, 'reports.save'))
      .toMatchObject({ content: { body: 'A call from the border' } })
    expect(current()).toBe('Sources')
  })

  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openWindow({ language, startsToday: true })
      await settle()
      await expectFineInThemes('today', language)
    })
  }

  it('is the first view of an open vault', async () => {
    await openWindow({ startsToday: true })
    await expect.poll(current).toBe('Today')
    await expect.element(page.getByRole('heading', { name: 'Continue' })).toBeVisible()
  })

  it('shows an empty vault its first steps', async () => {
    await openWindow({ startsToday: true, empty: true })
    await expect.element(page.getByRole('button', { name: 'New source' })).toBeVisible()
    await shoot('today-empty')
    await accessible()
  })

  it('fits into the window without scrolling', async () => {
    await page.viewport(1280, 720)
    await openWindow({ startsToday: true })
    await settle()
    await shoot('today-1280')
    const body = document.querySelector('main section > div')
    expect(body?.scrollHeight).toBeLessThanOrEqual(body?.clientHeight ?? 0)
    await page.viewport(683, 384)
    await settle()
    await shoot('today-narrow')
    await page.viewport(1366, 768)
  })
})

describe('a pinned record', () => {
  it.each(['cases', 'sources', 'reports'] as const)(
    'of the %s is on Today until it is unpinned',
    async (area) => {
      const test = await openWindow()
      await goTo(area)
      await pressAt('main [role="listitem"][aria-posinset="2"] button')
      await press('Pin')
      await expect.poll(() => inputsOf(test, 'settings.set')).toHaveLength(1)
      const { pinned } = last(test, 'settings.set') as { readonly pinned: readonly string[] }
      expect(pinned).toHaveLength(1)
      await expect.element(page.getByRole('button', { name: 'Unpin', exact: true })).toBeVisible()
      await shoot(`pinned-${area}`)
      await goTo('today')
      const shown = page.getByRole('region', { name: 'Pinned' })
      await expect.element(shown.getByRole('listitem')).toBeVisible()
      await shown.getByRole('button').click()
      await press('Unpin')
      await goTo('today')
      await expect.element(page.getByText(/^Press the star/)).toBeVisible()
    },
  )

  it('is first in the list of its kind', async () => {
    await openWindow()
    await goTo('sources')
    const names = (): readonly string[] =>
      [...document.querySelectorAll('main [role="listitem"]')].map(({ textContent }) => textContent)
    const second = names()[1] ?? ''
    await pressAt('main [role="listitem"][aria-posinset="2"] button')
    await press('Pin')
    await expect.poll(() => names()[0]).toContain(second.slice(0, 10))
  })

  it('is refused beyond fifty, with what to do', async () => {
    const settings = cannedAnswers({})['settings.get']
    const full = Array.from({ length: 50 }, (_, at) => at.toString(16).padStart(32, 'f'))
    const test = await openWindow({
      answers: { 'settings.get': async () => ({ ...(await settings({})), pinned: full }) },
    })
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await press('Pin')
    await expect.element(page.getByText(/At most 50 records/)).toBeVisible()
    expect(inputsOf(test, 'settings.set')).toEqual([])
  })
})
