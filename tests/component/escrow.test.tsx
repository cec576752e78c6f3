import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { exchangeAnswers } from './exchange-answers.ts'
import { toReviewForCrane } from './exchange-page-objects.ts'
import { called, last, press } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, goToSettings, openWindow, shoot } from './window.tsx'

afterEach(closeWindow)

const dialog = () => page.getByRole('dialog')
const today = '2024-04-12'

const ownOf = (change: { desks?: readonly string[]; carried?: string; used?: string } = {}) => ({
  'escrow.status': () => ({
    desks: ['Crane'],
    own: {
      day: today,
      carried: null,
      used: null,
      ...change,
      desks: [...(change.desks ?? ['Crane'])],
    },
  }),
})
describe('in the field, the recovery code', () => {
  it('is kept at the desk after the passphrase, and never shown', async () => {
    const test = await openWindow()
    await goToSettings('access')
    await press('Keep it at the desk…')
    await expect.element(dialog().getByText(/A person with the desk’s identity key/)).toBeVisible()
    await expect.element(dialog().getByText(/sealed to Crane/)).toBeVisible()
    await expectAccessible()
    expectNothingCut()
    await shoot('escrow-keep')
    await press('Make and seal')
    expect(called(test, 'vault.escrowRecovery')).toBe(false)
    await userEvent.fill(
      dialog().getByLabelText('Passphrase', { exact: true }),
      'seven plain words',
    )
    await press('Make and seal')
    await expect
      .poll(() => last(test, 'vault.escrowRecovery'))
      .toEqual({ passphrase: 'seven plain words', keyFile: null })
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect
      .element(page.getByText(/The next file to the desk alone includes it/))
      .toBeVisible()
    expect(document.querySelector('[data-testid="recovery-code"]')).toBe(null)
  })

  it('cannot be, where no desk is known, and the person is told what to do', async () => {
    await openWindow({ answers: { 'escrow.status': () => ({ desks: [], own: null }) } })
    await goToSettings('access')
    await expect.element(page.getByText(/No desk can hold it yet/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Keep it at the desk…' })).toBeDisabled()
  })

  it('stays in the dialog when a desk was revoked meanwhile', async () => {
    await openWindow({
      answers: {
        'vault.escrowRecovery': () => {
          throw new Refuse('no-desk')
        },
      },
    })
    await goToSettings('access')
    await press('Keep it at the desk…')
    await userEvent.fill(
      dialog().getByLabelText('Passphrase', { exact: true }),
      'seven plain words',
    )
    await press('Make and seal')
    await expect.element(dialog().getByText('No desk can hold the recovery code')).toBeVisible()
    await expectAccessible()
  })

  it.each([
    [{}, /No exported file includes it yet/],
    [{ carried: today }, /Ask the desk whether it arrived/],
    [{ desks: [] }, /no file includes it/],
    [{ carried: today, used: today }, /It was spoken aloud/],
  ] as const)('is shown in its state: %o', async (change, words) => {
    await openWindow({ answers: ownOf(change) })
    await goToSettings('access')
    await expect.element(page.getByText(words).last()).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Make a new one…' })).toBeVisible()
    await expectAccessible()
  })

  it('is to be replaced once it was used, which a bar says until it is put off', async () => {
    await openWindow({ answers: ownOf({ used: today }) })
    const bar = page.getByRole('complementary', { name: 'Your recovery code was spoken aloud.' })
    await expect.element(bar).toBeVisible()
    await bar.getByRole('button', { name: 'Later' }).click()
    await expect.element(bar).not.toBeInTheDocument()
  })

  it('is said to leave with a file before the file is written', async () => {
    const test = await openWindow({ answers: { 'escrow.goesWith': () => ({ goes: true }) } })
    await toReviewForCrane()
    await expect
      .element(page.getByText('The file includes your recovery code, sealed to the desk.'))
      .toBeVisible()
    expect(called(test, 'exports.write')).toBe(false)
    const recipients = [`age1pq1${'q'.repeat(1952)}`]
    expect(last(test, 'escrow.goesWith')).toEqual({ recipients })
    // The size that is shown counts it.
    expect(last(test, 'exports.prepare')).toMatchObject({ recipients })
  })
})

describe('at the desk, a code that a file brings', () => {
  it.each([
    ['new', /still sealed/],
    ['unverified', /Compare the words, then import the file again/],
    ['set-aside', /not kept from a quarantined file/],
  ] as const)('is announced: %s', async (effect, words) => {
    const preview = exchangeAnswers(false)['imports.preview']()
    await openWindow({
      answers: {
        'imports.preview': () => ({ ...preview, escrow: { day: today, effect } }) as never,
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    await expect.element(page.getByText(/The sender’s recovery code of/)).toBeVisible()
    await expect.element(page.getByText(words)).toBeVisible()
    await expectAccessible()
  })
})

it('at the desk, a code that comes with nothing else is kept by a button that says so', async () => {
  const preview = exchangeAnswers(false)['imports.preview']()
  const items = preview.items.map((item) => ({ ...item, effect: 'known' as const, why: null }))
  const escrow = { day: today, effect: 'new' as const }
  const test = await openWindow({
    answers: {
      'imports.preview': () => ({ ...preview, cameBefore: true, items, escrow }) as never,
    },
  })
  await goTo('exchange')
  await press('Choose a file…')
  await expect.element(page.getByText(/Nothing else in this file can be imported/)).toBeVisible()
  await expect
    .element(page.getByText(/nothing more in it can be imported now/))
    .not.toBeInTheDocument()
  await expectAccessible()
  await shoot('escrow-code-alone')
  await press('Keep the code')
  expect(last(test, 'imports.commit')).toMatchObject({ take: [] })
})
