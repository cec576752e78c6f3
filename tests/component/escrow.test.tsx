import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { DeskOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { contactAnswers } from './contact-answers.ts'
import { exchangeAnswers } from './exchange-answers.ts'
import { called, last, press } from './hands.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

const dialog = () => page.getByRole('dialog')
const today = '2024-04-12'
const code = 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ'

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
/** A desk that holds the code of one contact. */
const holding = (opened: string | null = null): DeskOptions => {
  const { 'contacts.list': list } = contactAnswers(false)
  const escrow = { serial: 7, day: today, received: today, opened }
  return {
    answers: {
      'contacts.list': () =>
        list().map((one) => (one.pseudonym === 'Crane' ? { ...one, escrow } : one)),
      'escrow.open': () => ({ code, day: today, seconds: 60 }),
    },
  }
}

describe('in the field, the recovery code', () => {
  it('is kept at the desk after the passphrase, and never shown', async () => {
    const test = await openWindow()
    await goTo('settings')
    await press('Keep it at the desk…')
    await expect.element(dialog().getByText(/Whoever has the desk’s identity key/)).toBeVisible()
    await expect.element(dialog().getByText(/sealed to Crane/)).toBeVisible()
    await expectAccessible()
    expectNothingCut()
    await shoot('escrow-keep')
    await press('Make it and seal it')
    expect(called(test, 'vault.escrowRecovery')).toBe(false)
    await userEvent.fill(
      dialog().getByLabelText('Passphrase', { exact: true }),
      'seven plain words',
    )
    await press('Make it and seal it')
    await expect
      .poll(() => last(test, 'vault.escrowRecovery'))
      .toEqual({ passphrase: 'seven plain words', keyFile: null })
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(page.getByText(/The next file to the desk alone carries it/)).toBeVisible()
    expect(document.querySelector('[data-testid="recovery-code"]')).toBe(null)
  })

  it('cannot be, where no desk is known, and the person is told what to do', async () => {
    await openWindow({ answers: { 'escrow.status': () => ({ desks: [], own: null }) } })
    await goTo('settings')
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
    await goTo('settings')
    await press('Keep it at the desk…')
    await userEvent.fill(
      dialog().getByLabelText('Passphrase', { exact: true }),
      'seven plain words',
    )
    await press('Make it and seal it')
    await expect.element(dialog().getByText('No desk can hold the recovery code')).toBeVisible()
    await expectAccessible()
  })

  it.each([
    [{}, /No file has carried it yet/],
    [{ carried: today }, /Ask the desk whether it arrived/],
    [{ desks: [] }, /no file carries it/],
    [{ carried: today, used: today }, /It was said aloud/],
  ] as const)('is said to stand as it does: %o', async (change, words) => {
    await openWindow({ answers: ownOf(change) })
    await goTo('settings')
    await expect.element(page.getByText(words).last()).toBeVisible()
    await expectAccessible()
  })

  it('is to be replaced once it was used, which a bar says until it is put off', async () => {
    await openWindow({ answers: ownOf({ used: today }) })
    const bar = page.getByRole('complementary', { name: 'Your recovery code was said aloud.' })
    await expect.element(bar).toBeVisible()
    await bar.getByRole('button', { name: 'Later' }).click()
    await expect.element(bar).not.toBeInTheDocument()
  })

  it('is said to leave with a file before the file is written', async () => {
    const test = await openWindow({ answers: { 'escrow.goesWith': () => ({ goes: true }) } })
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await page.getByText('Crane', { exact: true }).click()
    await press('Next')
    await press('Next')
    await expect
      .element(page.getByText('The file carries your recovery code, sealed to the desk.'))
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
    ['set-aside', /not kept out of a file that was set aside/],
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
    answers: { 'imports.preview': () => ({ ...preview, items, escrow }) as never },
  })
  await goTo('exchange')
  await press('Choose a file…')
  await expectAccessible()
  await shoot('escrow-code-alone')
  await press('Keep the code')
  expect(last(test, 'imports.commit')).toMatchObject({ take: [] })
})

describe('at the desk, a code that is held', () => {
  const ask = async (): Promise<void> => {
    await press('Open the recovery code of Crane')
    await userEvent.fill(dialog().getByLabelText('Passphrase for identities'), 'five other words')
    await userEvent.fill(dialog().getByLabelText('Reason'), 'Crane forgot the passphrase')
    await press('Show for a minute')
  }

  it('is shown after passphrase and reason, for a minute, with what to do next', async () => {
    const test = await openWindow(holding())
    await goTo('exchange')
    await expect.element(page.getByText(/Holds a recovery code of/)).toBeVisible()
    await press('Open the recovery code of Crane')
    await expect.element(dialog().getByText(/Be sure whom you speak to/)).toBeVisible()
    await expectAccessible()
    expectNothingCut()
    await shoot('escrow-ask')
    await press('Cancel')
    expect(called(test, 'escrow.open')).toBe(false)
    await ask()
    expect(last(test, 'escrow.open')).toEqual({
      author: 'a'.repeat(64),
      passphrase: 'five other words',
      reason: 'Crane forgot the passphrase',
    })
    await expect.element(dialog().getByText('DJE5')).toBeVisible()
    await expect.element(dialog().getByText(/Tell it by voice/)).toBeVisible()
    await expect.element(dialog().getByRole('timer')).toBeVisible()
    await expectAccessible()
    expectNothingCut()
    await shoot('escrow-open')
    await press('Close now')
    await settle()
    expect(document.body.textContent).not.toContain('DJE5')
  })

  it('is neither copied nor selected', async () => {
    await openWindow(holding())
    await goTo('exchange')
    await ask()
    const group = dialog().getByText('DJE5').element() as HTMLElement
    expect(getComputedStyle(group).userSelect).toBe('none')
    const copy = new ClipboardEvent('copy', { bubbles: true, cancelable: true })
    group.dispatchEvent(copy)
    expect(copy.defaultPrevented).toBe(true)
  })

  it('is said to have been opened, and on which day', async () => {
    await openWindow(holding(today))
    await goTo('exchange')
    await expect.element(page.getByText(/It was opened on/)).toBeVisible()
  })

  it('that no key of this desk opens is told in words of its own, and nothing is shown', async () => {
    await openWindow({
      answers: {
        ...holding().answers,
        'escrow.open': () => {
          throw new Refuse('not-for-us')
        },
      },
    })
    await goTo('exchange')
    await ask()
    await expect.element(dialog().getByText('No key of this desk opens this code')).toBeVisible()
    await expect
      .element(dialog().getByText('This file is not for this vault'))
      .not.toBeInTheDocument()
  })

  it('is deleted after a question that Enter alone answers with no, and that says whom to tell', async () => {
    const test = await openWindow(holding(today))
    await goTo('exchange')
    await press('Delete the recovery code of Crane')
    const asked = page.getByRole('alertdialog', { name: 'Delete the recovery code of Crane?' })
    await expect.element(asked.getByText(/Crane is not told, so say it yourself/)).toBeVisible()
    await expect.element(asked.getByText(/The next file from Crane brings it again/)).toBeVisible()
    await expect.element(asked.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    await expectAccessible()
    expectNothingCut()
    await shoot('escrow-delete')
    await userEvent.keyboard('{Enter}')
    await expect.element(asked).not.toBeInTheDocument()
    expect(called(test, 'escrow.delete')).toBe(false)
    await press('Delete the recovery code of Crane')
    await press('Delete the code')
    expect(last(test, 'escrow.delete')).toEqual({ author: 'a'.repeat(64), serial: 7 })
    await expect.element(asked).not.toBeInTheDocument()
    await expect
      .element(page.getByText('Deleted. Tell Crane that no code lies here now.'))
      .toBeVisible()
  })

  it('stays in the question where a newer one came meanwhile', async () => {
    await openWindow({
      answers: {
        ...holding().answers,
        'escrow.delete': () => {
          throw new Refuse('conflict')
        },
      },
    })
    await goTo('exchange')
    await press('Delete the recovery code of Crane')
    await press('Delete the code')
    await expect.element(page.getByRole('alertdialog').getByRole('alert')).toBeVisible()
    await expectAccessible()
    await press('Cancel')
    await expect.element(page.getByText(/Holds a recovery code of/)).toBeVisible()
  })

  it.each([
    ['ko', 'Crane의 복구 코드 삭제', /직접 알려 주세요/],
    ['zh', '删除 Crane 的恢复码', /请亲自告知/],
  ] as const)('is asked about in %s', async (language, button, words) => {
    const test = await openWindow({ ...holding(today), language })
    await goTo('exchange')
    await press(button)
    const asked = page.getByRole('alertdialog')
    await expect.element(asked.getByText(words)).toBeVisible()
    await expectAccessible()
    expectNothingCut()
    await shoot(`escrow-delete-${language}`)
    await userEvent.keyboard('{Enter}')
    await expect.element(asked).not.toBeInTheDocument()
    expect(called(test, 'escrow.delete')).toBe(false)
  })

  it.each(['ko', 'zh'] as const)('is accessible and whole in %s', async (language) => {
    await openWindow({ ...holding(today), language })
    await goTo('exchange')
    await expectAccessible()
    await goTo('settings')
    await expectAccessible()
  })
})
