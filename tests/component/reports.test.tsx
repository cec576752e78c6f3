import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { called, last, press } from './page-objects.ts'
import { lateAnswers } from './late-answers.ts'
import { emptyReport, recordId } from './records.ts'
import { openMoreDetails } from './report-page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

type Saved = {
  readonly id: string | null
  readonly rev: number
  readonly content: typeof emptyReport
}

const saves = (test: TestVault): Saved[] =>
  test.calls.filter(({ channel }) => channel === 'reports.save').map(({ input }) => input as Saved)

const openRow = async (index: number): Promise<void> =>
  userEvent.click(await untilFound(`main [role="listitem"][aria-posinset="${index + 1}"] button`))

const start = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('reports')
  return test
}

afterEach(closeWindow)

describe('a report that is opened', () => {
  it('has requested all that its screen shows together, itself first, and each part once', async () => {
    const test = await start()
    const before = test.calls.length
    await openRow(0)
    await settle()
    const channels: readonly string[] = [
      'reports.get',
      'records.revisable',
      'claims.list',
      'custody.of',
      'retention.of',
    ]
    const asked = test.calls.slice(before).filter(({ channel }) => channels.includes(channel))
    expect(asked.slice(0, channels.length).map(({ channel }) => channel)).toEqual(channels)
    const requests = asked.map((call) => JSON.stringify(call))
    expect(new Set(requests).size).toBe(requests.length)
  })

  it('leaves at once, and is followed by the next one although its claims are late', async () => {
    const late = lateAnswers('claims.list')
    const test = await start({ answers: late.answers })
    const shown = (): string | null | undefined =>
      document.querySelector('main .cm-content')?.closest('section')?.getAttribute('aria-label')
    await openRow(0)
    await expect.poll(shown).toBeTruthy()
    const first = shown()
    const before = test.calls.length
    await openRow(1)
    expect(shown()).not.toBe(first)
    await expect.poll(shown).toBeTruthy()
    expect(shown()).not.toBe(first)
    expect(
      test.calls.slice(before).filter(({ channel }) => channel === 'reports.get'),
    ).toHaveLength(1)
    await late.deliverAll()
  })

  it('is drawn in several stretches: its title, then its text, and its details in theirs', async () => {
    await start()
    const found = new Map<string, number>()
    let stretch = 0
    const observer = new MutationObserver(() => {
      stretch += 1
      for (const part of ['main textarea', 'main .cm-content', 'main aside label'])
        if (!found.has(part) && document.querySelector(part) !== null) found.set(part, stretch)
    })
    observer.observe(document.body, { subtree: true, childList: true })
    await press('New report')
    await expect.poll(() => found.size).toBe(3)
    observer.disconnect()
    expect(new Set(found.values()).size).toBe(3)
    expect(found.get('main textarea')).toBeLessThan(found.get('main .cm-content') ?? 0)
  })
})

describe('writing a report', () => {
  it('goes on from title to text with Enter, and saves by itself without losing the cursor', async () => {
    const test = await start()
    await press('New report')
    await untilFound('textarea[aria-label="Title"]')
    await userEvent.keyboard('Night crossing{Enter}They were sent ')
    // Keys that take a machine longer than three seconds are saved more than once.
    await expect.poll(() => saves(test).at(-1)?.content.body).toBe('They were sent ')
    await settle()
    await userEvent.keyboard('back')
    await expect.poll(() => saves(test).at(-1)?.content.body).toBe('They were sent back')
    expect(saves(test)[0]?.id).toBeNull()
    expect(saves(test).at(-1)?.id).not.toBeNull()
    expect(saves(test).at(-1)?.content.title).toBe('Night crossing')
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
  })

  it('saves what is left when another report is opened', async () => {
    const test = await start()
    await openRow(2)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} End.')
    await openRow(4)
    await expect.poll(() => saves(test).at(-1)?.content.body.endsWith(' End.')).toBe(true)
  })

  it('says beside the field that a date cannot be read, and saves the rest', async () => {
    const test = await start()
    await openRow(2)
    const field = page.getByRole('textbox', { name: 'When it happened' })
    await userEvent.fill(field, 'October')
    await expect.element(page.getByText(/This date is not in a known format/)).toBeVisible()
    await openMoreDetails()
    await userEvent.fill(page.getByRole('combobox', { name: 'Place' }), 'Tumen')
    await expect.poll(() => saves(test).at(-1)?.content.place.text).toBe('Tumen')
    expect(saves(test).at(-1)?.content.eventDate).toBe('2023-10-09')
    await userEvent.fill(field, '2023-10~')
    await expect.element(page.getByText('about October 2023').first()).toBeVisible()
    await expect.poll(() => saves(test).at(-1)?.content.eventDate).toBe('2023-10~')
  })

  it('keeps both versions of a conflict, whichever stays', async () => {
    let theirs = 0
    const test = await start({
      answers: {
        'reports.save': ({ id, rev, content }) => {
          if (id !== null && rev < 9) {
            theirs += 1
            throw new Refuse('conflict')
          }
          return {
            id: id ?? recordId(99),
            rev: rev + 1,
            updatedDay: '2024-04-12',
            state: 'draft',
            head: null,
            heads: [],
            content: { ...content, overrides: content.overrides ?? [] },
          }
        },
        'reports.get': ({ id }) => ({
          id,
          rev: theirs === 0 ? 2 : 9,
          updatedDay: '2024-04-12',
          state: 'draft',
          head: null,
          heads: [],
          content: { ...emptyReport, title: 'Theirs', body: theirs === 0 ? 'First.' : 'Theirs.' },
        }),
      },
    })
    await openRow(2)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Mine.')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
    await press('Keep my version here')
    await expect.poll(() => saves(test).length).toBe(3)
    const [, copy, mine] = saves(test)
    expect(copy).toMatchObject({ id: null, content: { body: 'Theirs.' } })
    expect(mine).toMatchObject({ rev: 9, content: { body: 'First. Mine.' } })
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
  })

  it('keeps the text and says what to do when the disk refuses', async () => {
    let isFull = true
    const test = await start({
      answers: {
        'reports.save': ({ id, rev, content }) => {
          if (isFull) throw new Refuse('storage')
          return {
            id: id ?? recordId(99),
            rev: rev + 1,
            updatedDay: '2024-04-12',
            state: 'draft',
            head: null,
            heads: [],
            content: { ...content, overrides: content.overrides ?? [] },
          }
        },
      },
    })
    await openRow(2)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Kept.')
    await expect.element(page.getByText('Could not save', { exact: true })).toBeVisible()
    isFull = false
    await press('Save again')
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(saves(test).at(-1)?.content.body.endsWith(' Kept.')).toBe(true)
  })
})

describe('a whole report', () => {
  it('is filed only after the question, with what was typed last', async () => {
    const test = await start()
    await openRow(2)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Last words.')
    await press('Sign and file…')
    expect(called(test, 'reports.file')).toBe(false)
    await press('Sign and file')
    await expect.poll(() => called(test, 'reports.file')).toBe(true)
    expect(saves(test).at(-1)?.content.body.endsWith(' Last words.')).toBe(true)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeVisible()
  })

  it('is shown what it lacks before it is filed, with a way to each', async () => {
    await start()
    await press('New report')
    await untilFound('textarea[aria-label="Title"]')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('They crossed.')
    await press('Sign and file…')
    const dialog = page.getByRole('alertdialog')
    for (const words of ['No title', 'No source', 'No date'])
      await expect.element(dialog.getByRole('button', { name: words })).toBeVisible()
    await dialog.getByRole('button', { name: 'No date' }).click()
    await expect
      .element(page.getByRole('dialog').getByRole('textbox', { name: 'When it happened' }))
      .toBeVisible()
    await settle()
    await userEvent.keyboard('{Escape}')
    await settle()
    await press('Sign and file…')
    await dialog.getByRole('button', { name: 'No title' }).click()
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Title')
  })

  it('cannot be typed into once it is filed, and can after Revise', async () => {
    await start()
    await openRow(0)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeVisible()
    const text = await untilFound('.cm-content')
    await expect.poll(() => text.getAttribute('aria-readonly')).toBe('true')
    await press('Revise')
    expect(document.querySelector('.cm-content')?.getAttribute('aria-readonly')).toBeNull()
  })

  it('offers no change in rescue mode', async () => {
    await start({ state: 'rescue' })
    await openRow(2)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeDisabled()
    await expect.element(page.getByRole('button', { name: 'New report' }).first()).toBeDisabled()
    const text = await untilFound('.cm-content')
    await expect.poll(() => text.getAttribute('aria-readonly')).toBe('true')
  })

  it('loses its draft at once, with what was typed last, and gets it back with Undo', async () => {
    const test = await start()
    await openRow(1)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} And this.')
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: 'Discard draft' }))
    await expect.poll(() => called(test, 'reports.discardDraft')).toBe(true)
    expect(document.querySelector('[role="alertdialog"]')).toBeNull()
    const typed = saves(test).at(-1)
    expect(typed?.content.body.endsWith(' And this.')).toBe(true)
    await press('Undo')
    await expect.poll(() => saves(test).at(-1)?.rev).toBeGreaterThan(typed?.rev ?? 0)
    expect(saves(test).at(-1)?.content.body).toBe(typed?.content.body)
    await expect
      .poll(() => document.querySelector('.cm-content')?.textContent?.endsWith('And this.'))
      .toBe(true)
  })

  it('is removed at once, and comes back with Undo', async () => {
    const test = await start()
    await openRow(2)
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: 'Delete' }))
    await expect.poll(() => called(test, 'records.remove')).toBe(true)
    await press('Undo')
    await expect.poll(() => called(test, 'records.restore')).toBe(true)
  })
})

describe('the list of reports', () => {
  it('searches as one types, and marks what it found', async () => {
    const test = await start()
    await userEvent.type(await untilFound('main input[type="search"]'), 'asian')
    await expect.poll(() => document.querySelector('main mark')?.textContent).toBe('Asian')
    expect(last(test, 'search.query')).toMatchObject({ query: 'asian' })
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('main mark')).toBeNull()
  })

  it('keeps its rows while the first search runs, and then searches for the newest words alone', async () => {
    const late = lateAnswers('search.query')
    const test = await start({ answers: late.answers })
    const searched = (): unknown[] =>
      test.calls
        .filter(({ channel }) => channel === 'search.query')
        .map(({ input }) => (input as { readonly query: string }).query)
    const rows = document.querySelectorAll('main [role="listitem"]').length
    expect(rows).toBeGreaterThan(0)
    await userEvent.type(await untilFound('main input[type="search"]'), 'a')
    await expect.poll(searched).toEqual(['a'])
    await userEvent.keyboard('sian')
    await settle()
    expect(document.querySelectorAll('main [role="listitem"]')).toHaveLength(rows)
    expect(searched()).toEqual(['a'])
    await late.deliver()
    await expect.poll(searched).toEqual(['a', 'asian'])
    await late.deliverAll()
    await expect.poll(() => document.querySelector('main mark')?.textContent).toBe('Asian')
  })

  it('puts its filters into the search', async () => {
    const test = await start()
    await press('Filter')
    await userEvent.click(page.getByRole('button', { name: /State/ }))
    await userEvent.click(page.getByRole('option', { name: 'Draft' }))
    await userEvent.keyboard('{Escape}')
    await userEvent.type(await untilFound('main input[type="search"]'), 'envoy')
    await expect
      .poll(() => last(test, 'search.query'))
      .toMatchObject({ query: 'state:draft envoy' })
  })

  it('is one stop for Tab, and arrows walk through it', async () => {
    await start()
    await openRow(0)
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect
      .poll(() =>
        document.activeElement?.closest('[role="listitem"]')?.getAttribute('aria-posinset'),
      )
      .toBe('3')
    await expect
      .poll(() => document.querySelectorAll('main [role="listitem"] button[tabindex="0"]').length)
      .toBe(1)
  })
})

describe('a protected source', () => {
  it('gets a code name that is drawn and never typed', async () => {
    let drawn = 0
    const test = await openWindow({
      answers: { 'sources.suggestCodeName': () => ({ codeName: `Name ${(drawn += 1)}` }) },
    })
    await goTo('sources')
    await press('New source')
    await expect.element(page.getByText('Name 1')).toBeVisible()
    await press('Draw another')
    await expect.element(page.getByText('Name 2')).toBeVisible()
    await press('Save source')
    await expect.poll(() => called(test, 'sources.save')).toBe(true)
    const saved = last(test, 'sources.save')
    expect(saved).toMatchObject({
      content: { kind: 'protected', codeName: 'Name 2', name: '' },
    })
  })
})
