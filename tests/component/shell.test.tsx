import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { messages } from '../../src/renderer/i18n/messages.ts'
import { areas, digitOf } from '../../src/renderer/app/view-state.ts'
import { accessible, inputsOf } from './page-objects.ts'
import { recordId } from './records.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

const current = (): string => document.querySelector('[aria-current="page"]')?.textContent ?? ''
const press = async (name: string): Promise<void> =>
  userEvent.click(page.getByRole('button', { name, exact: true }))

const cannedCase = (id: number, title: string) => ({
  id: recordId(id),
  rev: 1,
  updatedDay: '2024-04-12',
  reports: 0,
  content: { title, question: '', status: 'open' as const },
})

afterEach(closeWindow)

describe('the shell', () => {
  it('goes to each view by its number', async () => {
    await openWindow()
    for (const area of areas.filter((one) => digitOf(one) !== null)) {
      await userEvent.keyboard(`{Control>}${digitOf(area)}{/Control}`)
      await expect.poll(current).toBe(messages.en[`nav.${area}`])
    }
    await userEvent.keyboard('{Control>},{/Control}')
    await expect.poll(current).toBe(messages.en['nav.settings'])
  })

  it.each([
    [683, 384],
    [640, 360],
    [1280, 720],
  ])('shows the lock without scrolling, and hides no focus behind it: %i by %i', async (w, h) => {
    await page.viewport(w, h)
    await openWindow({ startsToday: true })
    await settle()
    await shoot(`shell-lock-${w}`)
    const lock = page.getByRole('button', { name: 'Lock', exact: true }).element()
    const inSight = (element: Element): boolean => {
      const { top, bottom, left, right } = element.getBoundingClientRect()
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      return top >= 0 && bottom <= innerHeight && element.contains(at)
    }
    expect(inSight(lock)).toBe(true)
    const ways = [...document.querySelectorAll<HTMLElement>('nav button')]
    for (const way of ways.filter((one) => one.checkVisibility({ visibilityProperty: true }))) {
      way.focus()
      expect(inSight(way), way.textContent).toBe(true)
    }
    expect(inSight(lock)).toBe(true)
    await page.viewport(1366, 768)
  })

  it('shows an open identity key by its words and a dot, never as an open padlock', async () => {
    await page.viewport(683, 384)
    const icon = (): string | undefined =>
      document.querySelector('nav button[title^="Identity key"] path')?.getAttribute('d') ?? ''
    await openWindow({ startsToday: true })
    await untilFound('nav button[title="Identity key locked"]')
    const locked = icon()
    await openWindow({
      startsToday: true,
      answers: {
        'identity.status': () => ({
          ownKey: true,
          recipients: [],
          keyOpenUntil: Date.parse('2024-04-12T09:40:00Z'),
        }),
      },
    })
    const open = await untilFound('nav button[title^="Identity key open"]')
    expect(icon()).toBe(locked)
    expect(getComputedStyle(open, '::after').content).toBe('""')
    open.scrollIntoView()
    await shoot('shell-key-open')
    await page.viewport(1366, 768)
  })

  it('finds a view by typing in the palette', async () => {
    await openWindow()
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(await untilFound('[role="dialog"] input'), 'setti')
    await settle()
    await userEvent.keyboard('{Enter}')
    await expect.poll(current).toBe('Settings')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
  })

  it('opens the list of shortcuts from the palette', async () => {
    await openWindow()
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.type(await untilFound('[role="dialog"] input'), 'shortc')
    await settle()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible()
  })

  it('shows nothing of the vault any more while it locks', async () => {
    const test = await openWindow()
    await expect.element(page.getByText('Quiet Harbour').first()).toBeVisible()
    test.emit({ kind: 'locking' })
    await expect.poll(() => document.querySelector('nav')).toBeNull()
    expect(document.getElementById('root')?.textContent).toBe('Locking…')
  })

  it('asks main to lock', async () => {
    const test = await openWindow()
    await press('Lock')
    await expect.poll(() => test.calls.some(({ channel }) => channel === 'app.lock')).toBe(true)
  })

  it('offers the panic lock and the way over a border beside the lock', async () => {
    const test = await openWindow()
    await press('Lock and safety')
    await page.getByRole('menuitem', { name: 'Before a border' }).click()
    await expect.element(page.getByRole('heading', { name: 'Before a border' })).toBeVisible()
    await press('Lock and safety')
    await shoot('lock-menu')
    await page.getByRole('menuitem', { name: /^Panic: lock/ }).click()
    await expect.poll(() => test.calls.some(({ channel }) => channel === 'app.panic')).toBe(true)
  })

  it('says whether the identity key is open, and opens or closes it without leaving the view', async () => {
    const test = await openWindow()
    const view = current()
    await press('Identity key locked')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await accessible()
    await shoot('key-open')
    await userEvent.fill(page.getByLabelText('Passphrase for identities'), 'five other words')
    await userEvent.fill(page.getByLabelText('Reason'), 'To look for names')
    await press('Open the key')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
    await page.getByRole('button', { name: /^Identity key open until/ }).click()
    await expect.element(page.getByText(/Protected names are in memory/)).toBeVisible()
    await accessible()
    await shoot('key-close')
    await press('Close now')
    await expect.element(page.getByRole('button', { name: 'Identity key locked' })).toBeVisible()
    expect(document.querySelector('[role="alertdialog"]')).toBeNull()
    expect(test.calls.some(({ channel }) => channel === 'identity.closeKey')).toBe(true)
    expect(current()).toBe(view)
  })

  it('tells the main process that the user is active, but not with every key', async () => {
    const since = performance.now()
    const test = await openWindow()
    await userEvent.keyboard('aaaaaaaaaa')
    // Once for each five seconds, however long a slow machine takes for the keys.
    const most = 1 + Math.ceil((performance.now() - since) / 5_000)
    expect(inputsOf(test, 'app.activity').length).toBeLessThanOrEqual(most)
  })

  it('keeps the warning of the evaluation runtime on every screen', async () => {
    await openWindow({ runtime: 'evaluation', state: 'locked' })
    await expect.element(page.getByText('Evaluation build.')).toBeVisible()
    await openWindow({ runtime: 'evaluation' })
    await expect.element(page.getByText('Evaluation build.')).toBeVisible()
  })

  it('reads again when records have changed', async () => {
    const test = await openWindow()
    await expect.element(page.getByText('Quiet Harbour').first()).toBeVisible()
    const reads = (): number =>
      test.calls.filter(({ channel }) => channel === 'reports.list').length
    const before = reads()
    test.emit({ kind: 'changed' })
    await expect.poll(reads).toBeGreaterThan(before)
  })
})

describe('settings', () => {
  it('changes language and theme at once', async () => {
    await openWindow()
    await goTo('settings')
    await userEvent.click(page.getByText('简体中文'))
    await expect.poll(() => document.documentElement.lang).toBe('zh-Hans')
    await userEvent.click(page.getByText('深色'))
    await expect.poll(() => document.documentElement.dataset['theme']).toBe('dark')
  })

  it('shows how far verifying has come, and cancels it', async () => {
    const test = await openWindow({
      answers: { 'vault.verify': () => new Promise(() => undefined) },
    })
    await goToSettings('integrity')
    await press('Verify now')
    const { input } = test.calls.find(({ channel }) => channel === 'vault.verify') ?? {}
    const { task } = input as { task: string }
    test.emit({ kind: 'progress', task, done: 40, total: 100 })
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
    await press('Cancel')
    await expect
      .poll(() => test.calls.find(({ channel }) => channel === 'tasks.cancel')?.input)
      .toEqual({ task })
  })

  it('names what does not fit, and what to do', async () => {
    await openWindow({
      answers: {
        'vault.verify': () => ({
          records: 9,
          journalLines: 12,
          searchIndexHolds: false,
          faults: [{ subject: 'abcdef0123456789', what: 'digest' }],
        }),
      },
    })
    await goToSettings('integrity')
    await press('Verify now')
    await expect.element(page.getByText('1 record does not match')).toBeVisible()
    const said = document.querySelector('#integrity')?.textContent
    expect(said).toContain('abcdef01 content differs from its digest')
    expect(said).toContain('search index does not match')
  })

  it('makes a new recovery code valid only after its copy was proved, and then the passphrase was typed', async () => {
    const made: unknown[] = []
    await openWindow({
      answers: {
        'vault.newRecoveryCode': (input) => {
          made.push(input)
          return {}
        },
      },
    })
    await goToSettings('access')
    await press('New code…')
    await press('Show a new code')
    const shown = await untilFound('[data-testid="recovery-code"]')
    const code = [...shown.children].map(({ textContent }) => textContent).join('-')
    await userEvent.keyboard('{Escape}')
    await settle()
    expect(document.querySelector('[data-testid="recovery-code"]')).not.toBeNull()
    await userEvent.fill(await untilFound('input[name="last-group"]'), 'ABCD')
    await press('I have it on paper')
    await expect
      .element(page.getByText('This is not the last group. Check your copy again.'))
      .toBeVisible()
    expect(document.querySelector('input[name="passphrase"]')).toBeNull()
    await userEvent.fill(await untilFound('input[name="last-group"]'), code.slice(-4))
    await press('I have it on paper')
    expect(made).toEqual([])
    await userEvent.fill(page.getByLabelText('Passphrase', { exact: true }), 'any words at all')
    await press('Make the new code valid')
    await expect.poll(() => made).toEqual([{ passphrase: 'any words at all', keyFile: null, code }])
    await expect.element(page.getByText('The new recovery code is active.')).toBeVisible()
  })
})

describe('the record', () => {
  it('walks the journal with the arrow keys, to its end and back', async () => {
    await openWindow()
    await goTo('journal')
    const first = (await untilFound('[role="listitem"] button')) as HTMLElement
    first.focus()
    await userEvent.keyboard('{ArrowDown}')
    await settle(100)
    expect(document.activeElement?.closest('[data-index]')?.getAttribute('data-index')).toBe('1')
    for (let pages = 0; pages < 3; pages += 1) {
      await userEvent.keyboard('{End}')
      await settle()
    }
    expect(document.activeElement?.textContent).toContain('Vault created')
  })

  it('says of every line what it was done to, and folds a run of saves', async () => {
    await openWindow()
    await goTo('journal')
    await untilFound('[role="listitem"] button')
    await expect.element(page.getByText(/saved, \d+ times$/).first()).toBeVisible()
    const names = [...document.querySelectorAll('[role="listitem"]')].map((row) => row.textContent)
    expect(names.some((name) => name.includes('A record that is no longer here'))).toBe(false)
    // The format of clocks in English: 9:30, not 09:30.
    expect(names.join(' ')).toMatch(/\d{1,2}:\d{2}\s[AP]M/)
    expect(names.join(' ')).not.toMatch(/(?<!\d)0\d:\d{2}/)
    // Only the kind is known of one that was deleted: its title was deleted with it.
    const nameless = names.filter((name) => name.includes('Report') && name.length <= 20)
    expect(nameless.filter((name) => name !== 'DeletedReport')).toEqual([])
  })

  it('shows the lines of one record, and all again', async () => {
    const test = await openWindow()
    await goTo('journal')
    ;((await untilFound('[role="listitem"] button')) as HTMLElement).click()
    await press('Only this record')
    await expect.element(page.getByText('Lines of one record')).toBeVisible()
    const asked = test.calls.filter(({ channel }) => channel === 'journal.list').at(-1)?.input
    expect((asked as { subject: string }).subject).toMatch(/^[0-9a-f]{32}$/)
    await press('Show all')
    await expect.poll(() => document.body.textContent.includes('Lines of one record')).toBe(false)
  })
})

describe('the sidebar', () => {
  it('limits the whole app to one case', async () => {
    const test = await openWindow({ startsToday: true })
    await userEvent.click(page.getByRole('navigation').getByRole('button', { name: /All cases/ }))
    await page.getByRole('option').nth(1).click()
    await settle()
    const chosen = (): unknown =>
      test.calls.filter(({ channel }) => channel === 'reports.list').at(-1)?.input
    await goTo('reports')
    expect(chosen()).toMatchObject({ caseId: recordId(1) })
    const asked = test.calls.filter(({ channel }) => channel === 'overview.counts').at(-1)?.input
    expect(asked).toMatchObject({ caseId: recordId(1) })
    await userEvent.keyboard('{Control>}n{/Control}')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('Of the case')
    await expect
      .poll(() => test.calls.find(({ channel }) => channel === 'reports.save')?.input)
      .toMatchObject({ content: { caseId: recordId(1) } })
  })

  it('shows all again once the case is gone', async () => {
    let cases = [cannedCase(1, 'Winter'), cannedCase(2, 'Summer')]
    const test = await openWindow({ answers: { 'cases.list': () => cases } })
    await userEvent.click(page.getByRole('navigation').getByRole('button', { name: /All cases/ }))
    await page.getByRole('option', { name: 'Winter' }).click()
    cases = cases.slice(1)
    test.emit({ kind: 'changed' })
    await expect
      .element(page.getByRole('navigation').getByRole('button', { name: /All cases/ }))
      .toBeVisible()
  })

  it('says how much there is, without making it part of a name', async () => {
    await openWindow()
    const entry = page.getByRole('navigation').getByRole('button', { name: 'Reports', exact: true })
    await expect.element(entry).toHaveAccessibleDescription('4 drafts')
    await expect.element(page.getByRole('navigation').getByText('4 drafts').first()).toBeVisible()
  })

  it('begins anything from its menu', async () => {
    await openWindow()
    await press('New…')
    await shoot('new-menu')
    await page.getByRole('menuitem', { name: 'New source' }).click()
    await expect.poll(current).toBe('Sources')
    await press('New…')
    await page.getByRole('menuitem', { name: 'Quick note' }).click()
    await expect.element(page.getByRole('heading', { name: 'Quick note' })).toBeVisible()
  })

  it('shows icons alone after Ctrl+\\, and is wide again after another', async () => {
    await openWindow()
    const width = (): number => document.querySelector('nav')?.clientWidth ?? 0
    const wide = width()
    await userEvent.keyboard('{Control>}\\{/Control}')
    await expect.poll(width).toBeLessThan(wide / 2)
    await shoot('sidebar-icons')
    await accessible()
    await userEvent.keyboard('{Control>}\\{/Control}')
    await expect.poll(width).toBe(wide)
  })

  it('leads to the claims as a list, a matrix, a timeline and a map', async () => {
    await openWindow()
    await goTo('claims')
    for (const name of ['Matrix', 'Timeline', 'Map', 'List']) {
      await userEvent.click(page.getByRole('tab', { name, exact: true }))
      await expect
        .element(page.getByRole('tab', { name, exact: true }))
        .toHaveAttribute('aria-selected', 'true')
      await settle()
      await shoot(`claims-${name.toLowerCase()}`)
      expect(current()).toBe('Claims')
    }
  })
})
