import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import { allowUnverified, keysByHand, called, press, pressAt, type } from './page-objects.ts'
import { waiting } from './merge-answers.ts'
import { isLong } from './view-languages.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const field = (label: string) => page.getByLabelText(label, { exact: true })
const note = (): string | undefined =>
  [...document.querySelectorAll<HTMLTextAreaElement>('main textarea')].at(-1)?.value
const openFirst = async (area: ViewTarget): Promise<void> => {
  await goTo(area)
  await pressAt('main [role="listitem"][aria-posinset="1"] button')
}
const choose = async (name: string | RegExp): Promise<void> => {
  ;(page.getByRole('radio', { name }).element() as HTMLElement).click()
  await settle()
}
const leaveAndReturn = async (area: ViewTarget): Promise<void> => {
  await goTo('journal')
  await goTo(area)
}

describe('a form that is left for another view', () => {
  it('keeps its input when the user comes back, until it is discarded', async () => {
    const test = await openWindow()
    await openFirst('sources')
    await press('Edit')
    await type('Note', 'Met twice in spring.')
    await userEvent.keyboard('{F1}')
    await expect.element(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
    await goTo('sources')
    await untilFound('main form')
    expect(note()).toBe('Met twice in spring.')
    await press('Cancel')
    await leaveAndReturn('sources')
    await settle()
    expect(document.querySelector('main form textarea')).toBeNull()
    expect(called(test, 'sources.save')).toBe(false)
  })

  it.runIf(isLong)('that is new is kept as well, and is empty once it was saved', async () => {
    await openWindow()
    await goTo('cases')
    await press('New case')
    await userEvent.fill(page.getByRole('textbox').first(), 'The second crossing')
    await leaveAndReturn('cases')
    await expect.element(page.getByRole('textbox').first()).toHaveValue('The second crossing')
    await press('Save case')
    await press('New case')
    await expect.element(page.getByRole('textbox').first()).toHaveValue('')
  })

  it('is that of a claim, with a number that is not complete yet', async () => {
    const test = await openWindow()
    await openFirst('claims')
    await press('Edit')
    await type('The claim', 'They were taken over the bridge.')
    await userEvent.clear(field('Number'))
    await leaveAndReturn('claims')
    await expect.element(field('The claim')).toHaveValue('They were taken over the bridge.')
    await expect.element(field('Number')).toHaveValue('')
    // The form is kept but cannot be saved yet.
    await press('Save claim')
    expect(called(test, 'claims.save')).toBe(false)
    await press('Cancel')
    await press('Edit')
    await expect.element(field('The claim')).not.toHaveValue('They were taken over the bridge.')
  })

  it.runIf(isLong)('is that of a public record, with what was chosen for it', async () => {
    await openWindow()
    await openFirst('publications')
    const choose = (): Promise<void> => pressAt('#publication-tab-choose')
    await choose()
    await type('Title', 'Sent back in October')
    await pressAt('main form ul input[type="checkbox"]')
    const chosen = document.querySelectorAll('main form ul input:checked').length
    await leaveAndReturn('publications')
    await choose()
    await expect.element(field('Title')).toHaveValue('Sent back in October')
    expect(document.querySelectorAll('main form ul input:checked')).toHaveLength(chosen)
    await press('Cancel')
    await choose()
    await expect.element(field('Title')).not.toHaveValue('Sent back in October')
  })

  it('is the export, at its step; its passphrase is asked for again', async () => {
    await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await choose(/Anyone with the passphrase/)
    await userEvent.fill(
      await untilFound('input[name="new-passphrase"]'),
      'seven river stones by night',
    )
    await userEvent.fill(
      await untilFound('input[name="repeat-passphrase"]'),
      'seven river stones by night',
    )
    await userEvent.fill(page.getByLabelText(/^Purpose/), 'For the desk abroad')
    await press('Next')
    await leaveAndReturn('exchange')
    const again = (await untilFound('input[name="new-passphrase"]')) as HTMLInputElement
    expect(again.value).toBe('')
    await choose(/People whose key/)
    await keysByHand()
    await type('Other keys, one per line', `age1pq1${'q'.repeat(60)}`)
    await allowUnverified()
    await leaveAndReturn('exchange')
    await press('Back')
    await expect.element(page.getByLabelText(/^Purpose/)).toHaveValue('For the desk abroad')
    await leaveAndReturn('exchange')
    await expect.element(page.getByLabelText(/^Purpose/)).toHaveValue('For the desk abroad')
    // Leaves by the navigation and returns by the view's button.
    await goTo('exchange')
    await press('Start an export')
    await press('Back')
    await press('Cancel')
    await press('Start an export')
    await press('Next')
    await keysByHand()
    await expect.element(field('Other keys, one per line')).toHaveValue('')
  })

  it.runIf(isLong)('is the merge, with its decisions and text', async () => {
    await openWindow({ answers: waiting })
    const begin = async (): Promise<void> => {
      await goTo('exchange')
      await pressAt('main li button')
      await untilFound('main [role="radiogroup"]')
    }
    await begin()
    await choose('Write my own')
    await userEvent.fill(await untilFound('main textarea'), '강가에서 들은 이야기이다.')
    await press('Back')
    await begin()
    const area = (await untilFound('main textarea')) as HTMLTextAreaElement
    expect(area.value).toBe('강가에서 들은 이야기이다.')
  })

  it.runIf(isLong)('is what was typed in the settings, until it is saved', async () => {
    await openWindow()
    await goTo('settings')
    await userEvent.fill(page.getByLabelText(/^Pseudonym for signing/), 'Grey heron')
    await goToSettings('spellings')
    await press('Add a word')
    await userEvent.fill(field('Preferred spelling'), 'Dandong')
    await leaveAndReturn('settings')
    await expect.element(field('Preferred spelling')).toHaveValue('Dandong')
    await goToSettings('appearance')
    await expect.element(page.getByLabelText(/^Pseudonym for signing/)).toHaveValue('Grey heron')
    await goToSettings('spellings')
    await expect.element(field('Preferred spelling')).toHaveValue('Dandong')
  })

  it('ends with the window', async () => {
    await openWindow()
    await openFirst('sources')
    await press('Edit')
    await type('Note', 'Met twice in spring.')
    await openWindow()
    await openFirst('sources')
    expect(document.querySelector('main form textarea')).toBeNull()
  })
})

describe('a dialog with input', () => {
  it('is not closed by a press outside; Escape keeps the input, Cancel discards it', async () => {
    await openWindow()
    await openFirst('cases')
    await press('Set a date…')
    await type('Reason', 'A court asked for it.')
    await userEvent.click(document.body, { position: { x: 4, y: 400 }, force: true })
    await settle()
    await expect.element(field('Reason')).toHaveValue('A court asked for it.')
    await userEvent.keyboard('{Escape}')
    await settle()
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    await press('Set a date…')
    await expect.element(field('Reason')).toHaveValue('A court asked for it.')
    await press('Cancel')
    await press('Set a date…')
    await expect.element(field('Reason')).toHaveValue('')
  })
})
