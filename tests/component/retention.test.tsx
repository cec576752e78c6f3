import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { inputsOf, press } from './page-objects.ts'
import { recordId } from './records.ts'
import { isLong } from './view-languages.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

const list = {
  isRewriteOwed: false,
  said: [
    {
      subject: recordId(1),
      kind: 'report' as const,
      name: 'Buses left Dandong at dawn',
      rev: 3,
      eraseAfter: '2024-01-31',
      hold: false,
      reason: 'Agreed with the source',
      due: true,
    },
    {
      subject: recordId(2),
      kind: 'case' as const,
      name: 'Forced returns after October 2023',
      rev: 1,
      eraseAfter: '',
      hold: true,
      reason: 'A court asked for it',
      due: false,
    },
  ],
  removed: [
    { subject: recordId(3), kind: 'source' as const, name: 'Grey Lantern', held: false },
    { subject: recordId(4), kind: 'report' as const, name: '', held: true },
  ],
}

describe('retention and erasing', () => {
  const drawn = [
    ['en', 'light'],
    ['ko', 'dark'],
    ['zh', 'contrast'],
  ] as const

  it.each(isLong ? drawn : drawn.slice(0, 1))(
    'shows what goes, what is due and what stays, in %s',
    async (language, theme) => {
      await openWindow({ language, theme, answers: { 'retention.list': () => list } })
      await goToSettings('retention')
      await untilFound('main button[aria-label*="Grey Lantern"]')
      const title = document
        .querySelector('main button[aria-label*="Grey Lantern"]')
        ?.closest('section')
      title?.scrollIntoView({ block: 'start' })
      await settle()
      await shoot(`retention-${language}`)
      await expectAccessible()
      expectNothingCut()
    },
  )

  it('says when erasing is not finished, on a full disk for example', async () => {
    await openWindow({ answers: { 'retention.list': () => ({ ...list, isRewriteOwed: true }) } })
    await goToSettings('retention')
    await expect.element(page.getByText('Erasing is not finished')).toBeVisible()
    await expectAccessible()
  })

  it('is acted on where it is shown', async () => {
    const test = await openWindow({ answers: { 'retention.list': () => list } })
    await goToSettings('retention')
    await userEvent.click(page.getByRole('button', { name: 'Restore Grey Lantern' }))
    await userEvent.click(page.getByRole('button', { name: 'Delete Buses left Dandong at dawn' }))
    expect(inputsOf(test, 'records.restore')).toEqual([{ id: recordId(3) }])
    expect(inputsOf(test, 'records.remove')).toEqual([{ id: recordId(1), rev: 3 }])
  })

  it('is said on the page of a case', async () => {
    const test = await openWindow()
    await goTo('cases')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    await press('Set a date…')
    await userEvent.fill(page.getByLabelText('Deletion date'), '2027-13-01')
    await press('Save')
    expect(inputsOf(test, 'retention.set')).toEqual([])
    await expectAccessible()
    await shoot('retention-dialog')
    await userEvent.fill(page.getByLabelText('Deletion date'), '2027-12-01')
    await userEvent.click(page.getByText(/Legal hold/).first())
    await press('Save')
    expect(inputsOf(test, 'retention.set')).toMatchObject([
      { eraseAfter: '2027-12-01', hold: true },
    ])
  })

  it('lifts a hold only with a reason of its own', async () => {
    const test = await openWindow({
      answers: {
        'retention.of': ({ id }) => [
          {
            subject: id,
            kind: 'case' as const,
            name: 'Winter',
            eraseAfter: '' as const,
            hold: true,
            reason: 'A court asked for it',
          },
        ],
      },
    })
    await goTo('cases')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    await press('Set a date…')
    await userEvent.click(page.getByText(/Legal hold/).last())
    await press('Save')
    expect(inputsOf(test, 'retention.set')).toEqual([])
    await userEvent.fill(page.getByLabelText('Reason for lifting the hold'), 'The court is done')
    await press('Save')
    expect(inputsOf(test, 'retention.set')).toMatchObject([
      { hold: false, reason: 'The court is done' },
    ])
  })
})
