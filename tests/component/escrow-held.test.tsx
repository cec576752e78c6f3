import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { contactAnswers } from './contact-answers.ts'
import { called, last, press } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle, shoot } from './window.tsx'
import { isLong } from './view-languages.ts'

afterEach(closeWindow)

const dialog = () => page.getByRole('dialog')
const today = '2024-04-12'
const code = 'DJE5-7CZQ-6FZ0-29HB-28FD-C27P-MSX5-F9KE-NCJJ'

/** A desk that holds the code of one contact. */
const holding = (opened: string | null = null): TestVaultOptions => {
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

describe('at the desk, a code that is held', () => {
  const ask = async (): Promise<void> => {
    await press('Open the recovery code of Crane')
    await userEvent.fill(dialog().getByLabelText('Passphrase for identities'), 'five other words')
    await userEvent.fill(dialog().getByLabelText('Reason'), 'Crane forgot the passphrase')
    await press('Show for a minute')
  }

  it('is shown after passphrase and reason, for a minute, with the next steps', async () => {
    const test = await openWindow(holding())
    await goTo('exchange')
    await expect.element(page.getByText(/Holds a recovery code of/)).toBeVisible()
    await press('Open the recovery code of Crane')
    await expect
      .element(dialog().getByText(/Confirm the identity of the person you speak to/))
      .toBeVisible()
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
    await expect.element(dialog().getByText(/Read it out by voice/)).toBeVisible()
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

  it('is deleted after a question that Enter alone answers with no, and that says that its owner is not told', async () => {
    const test = await openWindow(holding(today))
    await goTo('exchange')
    await press('Delete the recovery code of Crane')
    const asked = page.getByRole('alertdialog', { name: 'Delete the recovery code of Crane?' })
    await expect
      .element(asked.getByText(/Crane is not told automatically, so tell them yourself/))
      .toBeVisible()
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
      .element(page.getByText('Deleted. Tell Crane that the code is no longer here.'))
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

  it.each(isLong ? (['ko', 'zh'] as const) : (['ko'] as const))(
    'is accessible and whole in %s',
    async (language) => {
      await openWindow({ ...holding(today), language })
      await goTo('exchange')
      await expectAccessible()
      await goToSettings('access')
      await expectAccessible()
    },
  )
})
