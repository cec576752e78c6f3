import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import { packLists } from './packed-lists.ts'
import { called, keysByHand, last, press, pressAt } from './page-objects.ts'
import { expectAccessible } from './checks.ts'
import {
  openGroup,
  openPreview,
  toReviewForCrane,
  toUncomparedKey,
} from './exchange-page-objects.ts'
import { waiting } from './merge-answers.ts'
import { recordId, stateDigest } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('an import', () => {
  it('takes nothing in before it is told to', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Choose a file…')
    await expect.element(page.getByText('Contents of this file')).toBeVisible()
    expect(called(test, 'imports.commit')).toBe(false)
    await press('Cancel')
    await expect.poll(() => called(test, 'imports.discard')).toBe(true)
    expect(called(test, 'imports.commit')).toBe(false)
  })

  it('asks for a passphrase when the file wants one, and says when it is wrong', async () => {
    await openWindow({
      answers: {
        'imports.preview': ({ passphrase }) => {
          if (passphrase !== 'river stone') throw new Refuse('not-for-us', ['passphrase'])
          return {
            basedOn: stateDigest,
            exportId: 'i1',
            sender: 'abcd',
            senderIsUs: false,
            from: { state: 'verified', pseudonym: 'Crane' },
            isSetAside: false,
            day: '2024-04-12',
            purpose: '',
            seen: true,
            cameBefore: true,
            notices: [],
            escrow: null,
            items: [],
            needs: packLists([]),
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
    await expect.element(page.getByText(/Everything in this file is already here/)).toBeVisible()
  })
})

describe('a choice at an import', () => {
  const begin = openPreview
  const box = (name: RegExp) => page.getByRole('checkbox', { name })

  it('is everything unless something is left out, and says what comes along and why not', async () => {
    const test = await begin()
    await expect.element(page.getByText(/you erased this record permanently/)).toBeVisible()
    await press('Import')
    expect(last(test, 'imports.commit')).toMatchObject({ exportId: 'i1', take: null })
    await expect.element(page.getByText(/you can import it later from the same file/)).toBeVisible()
  })

  it('takes the chosen records; what one of them refers to comes along and cannot be left', async () => {
    const test = await begin()
    await openGroup('Crossings in winter')
    await press('Clear selection')
    await expect.element(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    ;(box(/A new crossing/).element() as HTMLElement).click()
    await expect.element(box(/^Crossings in winter/)).toBeChecked()
    await expect.element(box(/^Crossings in winter/)).toBeDisabled()
    await expect.element(page.getByText(/1 more is included/)).toBeVisible()
    await press('Import')
    expect(last(test, 'imports.commit')).toMatchObject({ take: [recordId(30)] })
  })

  it('names the records that were refused after the decision', async () => {
    await begin({
      answers: {
        'imports.commit': () => ({
          ...{ added: 1, updated: 0, conflicts: 0, known: 0, refused: 1, left: 0 },
          refusedSince: ['Erased meanwhile'],
        }),
      },
    })
    await press('Import')
    await expect.element(page.getByText('Erased meanwhile')).toBeVisible()
  })

  it('shows word by word what a record would change, and asks for it only then', async () => {
    const test = await begin()
    expect(called(test, 'imports.differences')).toBe(false)
    const row = page.getByRole('button', { name: /^두 통의 편지/ })
    await row.click()
    await expect.element(row).toHaveAttribute('aria-expanded', 'true')
    const changes = page.getByRole('group', { name: 'What “두 통의 편지” would change' })
    await expect.element(changes.getByText('Channel', { exact: true }).first()).toBeVisible()
    const marked = [...document.querySelectorAll('main mark')].map((mark) => mark.textContent)
    expect(marked).toContain('강가에서')
    const gone = [...document.querySelectorAll('main del')].map((one) => one.textContent)
    expect(gone).toContain('시장에서')
    expect(last(test, 'imports.differences')).toEqual({ exportId: 'i1', subject: recordId(20) })
    await expectAccessible()
    await shoot('import-differences')
  })

  it('can be cancelled before it is written, and is still there then', async () => {
    let refuse: (cause: Refuse) => void = () => undefined
    const test = await begin({
      answers: {
        'imports.commit': () => new Promise((_, reject) => (refuse = reject)),
        'tasks.cancel': () => {
          refuse(new Refuse('cancelled'))
          return {}
        },
      },
    })
    await press('Import')
    await press('Cancel')
    expect(called(test, 'tasks.cancel')).toBe(true)
    await expect.element(page.getByText('Contents of this file')).toBeVisible()
  })

  it('leads from a conflict to putting the versions together', async () => {
    const test = await begin({ answers: waiting })
    await press('Import')
    await press('Merge “두 통의 편지”…')
    expect(last(test, 'records.versions')).toEqual({ id: recordId(21) })
    await expect.element(page.getByRole('heading', { name: /^Merge versions/ })).toBeVisible()
  })
})

describe('an export', () => {
  it('refuses keys of both kinds before anything is asked of the vault', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await userEvent.fill(await keysByHand(), `age1pq1${'q'.repeat(60)}\nage1${'z'.repeat(58)}`)
    await expect.element(page.getByText(/cannot share a file/)).toBeVisible()
    await press('Next')
    expect(document.querySelector('main textarea')).not.toBeNull()
    expect(called(test, 'exports.write')).toBe(false)
  })

  it('shows a whole key as a recipient at once, with its fingerprint, and takes it out again', async () => {
    await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    const field = await keysByHand()
    await userEvent.fill(field, `age1pq1${'y'.repeat(1952)}`)
    const row = page.getByRole('list', { name: 'Keys added by hand' }).getByRole('listitem')
    const chip = row.getByRole('button', { name: 'Unnamed · 19e4 b37a Not verified' })
    await expect.element(chip).toBeVisible()
    expect(field.value).toBe('')
    await shoot('recipient-row')
    await chip.click()
    await expect.element(page.getByText('19e4 b37a 2c58 90fd 64b1 07ce a835 f29d')).toBeVisible()
    await expectAccessible()
    await shoot('recipient-popover')
    await userEvent.keyboard('{Escape}')
    await row.getByRole('button', { name: 'Remove this key' }).click()
    await expect.element(chip).not.toBeInTheDocument()
  })

  it('begins where the work is: at a case or a filed report, which is then chosen', async () => {
    const test = await openWindow()
    await goTo('cases')
    await pressAt('main [role="listitem"] button')
    await press('Send…')
    await expect.element(page.getByText('Send & receive › Export reports')).toBeVisible()
    expect(test.calls.some(({ channel }) => channel === 'exports.prepare')).toBe(false)
    const summary = page.getByRole('region', { name: 'What leaves' })
    await expect.element(summary.getByText('Forced repatriations after October 2023')).toBeVisible()
    await goTo('reports')
    await pressAt('main [role="listitem"] button')
    await press('Send…')
    await expect.element(summary.getByText('1 report')).toBeVisible()
    await expect.element(page.getByRole('radio', { name: 'Reports I choose' })).toBeChecked()
  })

  it('says where the file is, who it is for, and what is left to do', async () => {
    await openWindow()
    await toReviewForCrane()
    await press('Save file…')
    await expect.element(page.getByText('It is in the folder “USB”')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Crane Verified' })).toBeVisible()
    await expect.element(page.getByText('Ask whether it arrived and can be opened.')).toBeVisible()
    await shoot('export-end')
  })

  it('folds those of one day to the same recipients into one line, without hiding a withdrawal', async () => {
    const past = (at: number, to: string, withdrawn: string[]) => ({
      exportId: `e${at}`,
      day: '2024-04-12',
      reports: 2,
      to: [to],
      names: [null],
      bytes: 65_536,
      purpose: `Number ${at}`,
      withdrawn,
      cosigned: null,
      overridden: [],
    })
    const [one, other] = ['4F2A-91C7-D03E-B658', '0A1B-22C3-D44E-F556']
    const all = [past(1, one, []), past(2, other, []), past(3, one, [recordId(10)])]
    await openWindow({
      theme: 'light',
      answers: { 'exports.list': () => all as unknown as Out<'exports.list'> },
    })
    await goTo('exchange')
    const lines = (): number => document.querySelectorAll('main table tbody tr').length
    await expect.poll(lines).toBe(2)
    const first = (): string | null | undefined =>
      document.querySelector('main table tbody tr')?.textContent
    expect(first()).toContain('Number 1 · Number 3')
    expect(first()).toContain('has since withdrawn consent')
    await press('2 files')
    await expect.poll(lines).toBe(4)
    const second = document.querySelector('main table tbody tr:nth-child(2)')
    expect(second?.textContent).toContain('Number 1')
    await expectAccessible()
    await shoot('past-exports')
    await press('2 files')
    await expect.poll(lines).toBe(2)
  })

  it('has one large heading a step: its question, below the name of the page', async () => {
    await openWindow()
    await goTo('exchange')
    await press('Start an export')
    const large = (): string[] =>
      [...document.querySelectorAll('main h1')].map((one) => one.textContent)
    expect(large()).toEqual(['What do you want to export?'])
    await expectAccessible()
    await shoot('wizard-first-step')
    await press('Next')
    expect(large()).toEqual(['Recipients and purpose'])
    expect(document.querySelector('main p')?.textContent).toBe('Send & receive › Export reports')
  })

  it('begins each step at its title, however far the last one was scrolled', async () => {
    await page.viewport(1280, 480)
    await openWindow()
    await toUncomparedKey()
    const next = page.getByRole('button', { name: 'Next', exact: true })
    const scroller = (next.element() as HTMLElement).closest(
      'section[aria-label]:not([class*="side"])',
    )
    const body = scroller?.querySelector<HTMLElement>('[class*="_scroll_"]')
    body?.scrollTo({ top: 10_000 })
    expect(body?.scrollTop).toBeGreaterThan(50)
    await press('Next')
    await expect
      .element(page.getByRole('heading', { name: 'Check before it leaves' }))
      .toBeInViewport()
    await page.viewport(1366, 768)
  })

  it('writes to the keys and the purpose that were given', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    const key = `age1pq1${'y'.repeat(1952)}`
    await userEvent.fill(await keysByHand(), key)
    await press('Next')
    // The key was not compared: the export continues only when the user confirms.
    await expect.element(page.getByText('Confirm this, or choose other recipients.')).toBeVisible()
    await page.getByText('Export to them anyway').click()
    await userEvent.fill(page.getByRole('textbox', { name: /Purpose/ }), 'To be checked')
    await press('Next')
    await press('Save file…')
    await expect.element(page.getByText('Saved')).toBeVisible()
    const written = last(test, 'exports.write')
    expect(written).toMatchObject({
      choice: { kind: 'case', caseId: recordId(1) },
      target: { kind: 'keys', recipients: [key] },
      unverified: true,
      purpose: 'To be checked',
    })
  })
})

describe('an import that is not finished', () => {
  const unfinished = {
    'imports.unfinished': () => ({ isUnfinished: true, isDamaged: false, refusedLater: 0 }),
  }

  it('is named above every view, with what finishes it', async () => {
    await openWindow({ answers: unfinished })
    const bar = page.getByRole('complementary', { name: 'An import isn’t finished.' })
    await expect
      .poll(() => bar.element().textContent)
      .toContain('withdrawals of consent may be missing too')
    await expectAccessible()
  })

  it('is named in a read-only vault, which cannot finish it', async () => {
    await openWindow({ answers: unfinished, state: 'rescue' })
    const bar = page.getByRole('complementary', { name: 'An import isn’t finished.' })
    await expect.poll(() => bar.element().textContent).toContain('A read-only vault can’t')
  })

  it('and is damaged says so, and is given up after a question that names what is lost', async () => {
    const damaged = { isUnfinished: true, isDamaged: true, refusedLater: 0 }
    const test = await openWindow({ answers: { 'imports.unfinished': () => damaged } })
    const bar = page.getByRole('complementary', { name: 'An import isn’t finished.' })
    await expect.poll(() => bar.element().textContent).toContain('A stored part is damaged')
    await bar.getByRole('button', { name: 'Give up the rest…' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Give up the rest of this import?' })
    await expect.poll(() => dialog.element().textContent).toContain('withdrawals of consent')
    await expectAccessible()
    expect(called(test, 'imports.giveUp')).toBe(false)
    await dialog.getByRole('button', { name: 'Give up the rest' }).click()
    await expect.poll(() => called(test, 'imports.giveUp')).toBe(true)
  })

  it('and is damaged cannot be given up in a read-only vault', async () => {
    const damaged = { isUnfinished: true, isDamaged: true, refusedLater: 0 }
    await openWindow({ answers: { 'imports.unfinished': () => damaged }, state: 'rescue' })
    const bar = page.getByRole('complementary', { name: 'An import isn’t finished.' })
    await expect.poll(() => bar.element().textContent).toContain('A read-only vault can’t')
    expect(bar.getByRole('button').elements()).toEqual([])
  })

  it('that an opening finished names the number of records that could not be added', async () => {
    const answer = { isUnfinished: false, isDamaged: false, refusedLater: 2 }
    await openWindow({ answers: { 'imports.unfinished': () => answer } })
    const bar = page.getByRole('complementary', { name: /2 records of the last import/ })
    await expect.poll(() => bar.element().textContent).toContain('open the same file again')
  })

  it('is not named once it is finished', async () => {
    await openWindow()
    await goTo('exchange')
    await expect
      .element(page.getByRole('complementary', { name: 'An import isn’t finished.' }))
      .not.toBeInTheDocument()
  })
})
