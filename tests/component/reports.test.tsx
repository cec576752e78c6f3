import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestDesk } from './desk.ts'
import { emptyReport, recordId } from './records.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

type Saved = {
  readonly id: string | null
  readonly rev: number
  readonly content: typeof emptyReport
}

const saves = (test: TestDesk): Saved[] =>
  test.calls.filter(({ channel }) => channel === 'reports.save').map(({ input }) => input as Saved)

const called = (test: TestDesk, channel: string): boolean =>
  test.calls.some((call) => call.channel === channel)

const last = (test: TestDesk, channel: string): unknown =>
  test.calls.filter((call) => call.channel === channel).at(-1)?.input

const press = async (name: string): Promise<void> =>
  userEvent.click(page.getByRole('button', { name, exact: true }).first())

const openRow = async (index: number): Promise<void> =>
  userEvent.click(await untilFound(`main [role="listitem"][aria-posinset="${index + 1}"] button`))

const start = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestDesk> => {
  const test = await openWindow(options)
  await goTo('reports')
  return test
}

afterEach(closeWindow)

describe('writing a report', () => {
  it('goes on from title to text with Enter, and saves by itself without losing the cursor', async () => {
    const test = await start()
    await press('New report')
    await untilFound('textarea[aria-label="Title"]')
    await userEvent.keyboard('Night crossing{Enter}They were sent ')
    await expect.poll(() => saves(test).length, { timeout: 3_000 }).toBe(1)
    await settle()
    await userEvent.keyboard('back')
    await expect
      .poll(() => saves(test).at(-1)?.content.body, { timeout: 3_000 })
      .toBe('They were sent back')
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
    await expect.element(page.getByText(/This is not a date/)).toBeVisible()
    await userEvent.fill(page.getByRole('textbox', { name: 'Place' }), 'Tumen')
    await expect
      .poll(() => saves(test).at(-1)?.content.place.text, { timeout: 3_000 })
      .toBe('Tumen')
    expect(saves(test).at(-1)?.content.eventDate).toBe('2023-10-09')
    await userEvent.fill(field, '2023-10~')
    await expect.element(page.getByText('about October 2023')).toBeVisible()
    await expect
      .poll(() => saves(test).at(-1)?.content.eventDate, { timeout: 3_000 })
      .toBe('2023-10~')
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
    await expect
      .element(page.getByText('This report was changed somewhere else'), { timeout: 3_000 })
      .toBeVisible()
    await press('Keep what I wrote here')
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
    await expect
      .element(page.getByText('Could not save', { exact: true }), { timeout: 3_000 })
      .toBeVisible()
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
    await press('File…')
    expect(called(test, 'reports.file')).toBe(false)
    await press('File and sign')
    await expect.poll(() => called(test, 'reports.file')).toBe(true)
    expect(saves(test).at(-1)?.content.body.endsWith(' Last words.')).toBe(true)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeVisible()
  })

  it('cannot be typed into once it is filed, and can after Revise', async () => {
    await start()
    await openRow(0)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeVisible()
    expect(document.querySelector('.cm-content')?.getAttribute('aria-readonly')).toBe('true')
    await press('Revise')
    expect(document.querySelector('.cm-content')?.getAttribute('aria-readonly')).toBeNull()
  })

  it('offers no change in rescue mode', async () => {
    await start({ state: 'rescue' })
    await openRow(2)
    await expect.element(page.getByRole('button', { name: 'Revise' })).toBeDisabled()
    await expect.element(page.getByRole('button', { name: 'New report' }).first()).toBeDisabled()
    expect(document.querySelector('.cm-content')?.getAttribute('aria-readonly')).toBe('true')
  })

  it('is removed at once, and comes back with Undo', async () => {
    const test = await start()
    await openRow(2)
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }))
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
    const asked = test.calls.filter(({ channel }) => channel === 'search.query').length
    expect(asked).toBeLessThan(5)
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('main mark')).toBeNull()
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
    await press('Another')
    await expect.element(page.getByText('Name 2')).toBeVisible()
    await press('Save source')
    await expect.poll(() => called(test, 'sources.save')).toBe(true)
    const saved = last(test, 'sources.save')
    expect(saved).toMatchObject({
      content: { kind: 'protected', codeName: 'Name 2', name: '' },
    })
  })
})

describe('an import', () => {
  it('takes nothing in before it is told to', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Choose a file…')
    await expect.element(page.getByText('What is in this file')).toBeVisible()
    expect(called(test, 'imports.commit')).toBe(false)
    await press('Do not import')
    await expect.poll(() => called(test, 'imports.discard')).toBe(true)
    expect(called(test, 'imports.commit')).toBe(false)
  })

  it('asks for a passphrase when the file wants one, and says when it is wrong', async () => {
    await openWindow({
      answers: {
        'imports.preview': ({ passphrase }) => {
          if (passphrase !== 'river stone') throw new Refuse('not-for-us', ['passphrase'])
          return {
            exportId: 'i1',
            sender: 'abcd',
            senderIsUs: false,
            day: '2024-04-12',
            purpose: '',
            seen: true,
            items: [],
          }
        },
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    const field = await untilFound('input[name="import-passphrase"]')
    await userEvent.type(field, 'wrong{Enter}')
    await expect
      .element(page.getByText('This passphrase does not open the file either.'))
      .toBeVisible()
    await userEvent.type(await untilFound('input[name="import-passphrase"]'), 'river stone{Enter}')
    await expect.element(page.getByText(/imported this very file before/)).toBeVisible()
  })
})

describe('an export', () => {
  it('refuses keys of both kinds before anything is asked of the vault', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await userEvent.fill(
      await untilFound('main textarea'),
      `age1pq1${'q'.repeat(60)}\nage1${'z'.repeat(58)}`,
    )
    await expect.element(page.getByText(/cannot share a file/)).toBeVisible()
    await press('Next')
    expect(document.querySelector('main textarea')).not.toBeNull()
    expect(called(test, 'exports.write')).toBe(false)
  })

  it('writes to the keys and the purpose that were given', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    const key = `age1pq1${'q'.repeat(1952)}`
    await userEvent.fill(await untilFound('main textarea'), key)
    await press('Next')
    await userEvent.fill(page.getByRole('textbox', { name: /Purpose/ }), 'To be checked')
    await press('Next')
    await press('Choose a folder and write')
    await expect.element(page.getByText('The file is written')).toBeVisible()
    const written = last(test, 'exports.write')
    expect(written).toMatchObject({
      choice: { kind: 'case', caseId: recordId(1) },
      target: { kind: 'keys', recipients: [key] },
      purpose: 'To be checked',
    })
  })
})
