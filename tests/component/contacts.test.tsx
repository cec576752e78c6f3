import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { contactAnswers } from './contact-answers.ts'
import { strangersFile } from './exchange-answers.ts'
import { called, last, press } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

const fields = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('[role="dialog"] form input'),
]

describe('a contact', () => {
  it('is added only after it was said that nothing is proven', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Add from a card…')
    await expect.element(page.getByText('Nothing is proven yet')).toBeVisible()
    expect(called(test, 'contacts.add')).toBe(false)
    await press('Add as unverified')
    await expect
      .poll(() => last(test, 'contacts.add'))
      .toMatchObject({ card: 'b'.repeat(64), file: expect.any(String) })
  })

  it('shows its key, and a warning where its name looks like another one', async () => {
    const { 'contacts.list': list } = contactAnswers(false)
    const lookAlikes = [{ pseudonym: 'Сrаnе', key: '0f0f '.repeat(8).trim() }]
    await openWindow({
      answers: {
        'contacts.list': () =>
          list().map((one) => (one.pseudonym === 'Crane' ? { ...one, lookAlikes } : one)),
      },
    })
    await goTo('exchange')
    const warning = page.getByText(/The name looks like another contact’s: Сrаnе \(0f0f 0f0f/)
    await expect.element(warning).toBeVisible()
    await expect.element(page.getByText(/^Key aaaa aaaa aaaa/)).toBeVisible()
    await expect.element(page.getByText(/^Key eeee eeee eeee/)).toBeVisible()
    await expectAccessible()
    expectNothingCut()
  })

  it('is verified by two words that are not shown, in the language that was compared', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Compare words with Egret')
    await untilFound('[role="dialog"] form input')
    const shown = [...document.querySelectorAll('[role="dialog"] [role="tabpanel"] li')]
    expect(shown.filter(({ textContent }) => textContent.includes('· · ·'))).toHaveLength(2)
    await press('All twelve are the same')
    expect(called(test, 'contacts.verify')).toBe(false)
    await page.getByRole('tab', { name: '한국어' }).last().click()
    const [one, two] = fields()
    if (one === undefined || two === undefined) throw new Error('two fields')
    await userEvent.fill(one, '가격')
    await userEvent.fill(two, '하늘')
    await press('All twelve are the same')
    const asked = last(test, 'contacts.verify') as { heard: { at: number; word: string }[] }
    expect(asked).toMatchObject({ author: 'c'.repeat(64), keys: 'c'.repeat(64), language: 'ko' })
    expect(asked.heard.map(({ word }) => word)).toEqual(['가격', '하늘'])
    expect(new Set(asked.heard.map(({ at }) => at)).size).toBe(2)
  })

  it('stays unverified when a word is another, and the person is told what that means', async () => {
    await openWindow({
      answers: {
        'contacts.verify': () => {
          throw new Refuse('invalid', ['heard'])
        },
      },
    })
    await goTo('exchange')
    await press('Compare words with Egret')
    await untilFound('[role="dialog"] form input')
    for (const field of fields()) await userEvent.fill(field, 'wrong')
    await press('All twelve are the same')
    await expect.element(page.getByText(/the keys were swapped/)).toBeVisible()
  })

  it('is offered in an export with what is proven of them, and needs a word when nothing is', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await expect.element(page.getByText('夜鹭')).not.toBeInTheDocument()
    await page.getByRole('checkbox', { name: 'Crane' }).click({ force: true })
    await page.getByRole('checkbox', { name: 'Egret' }).click({ force: true })
    await press('Next')
    await expect.element(page.getByText('Confirm this, or choose other recipients.')).toBeVisible()
    await page.getByRole('checkbox', { name: 'Egret' }).click({ force: true })
    await press('Next')
    await press('Save file…')
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible()
    expect(last(test, 'exports.write')).toMatchObject({
      target: { kind: 'keys', recipients: [`age1pq1${'q'.repeat(1952)}`] },
      unverified: false,
    })
  })
})

describe('a file of a stranger', () => {
  it('can be set aside, and cannot be imported', async () => {
    const test = await openWindow({ answers: strangersFile })
    await goTo('exchange')
    await press('Choose a file…')
    await expect.element(page.getByText(/Unknown sender/)).toBeVisible()
    expect(page.getByRole('button', { name: 'Import', exact: true }).elements()).toEqual([])
    await press('Quarantine the file')
    expect(last(test, 'quarantine.setAside')).toEqual({ exportId: 'i2' })
    expect(called(test, 'imports.commit')).toBe(false)
  })
})
