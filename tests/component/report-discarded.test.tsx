import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press } from './page-objects.ts'
import { oneReport, openOneReport } from './one-report.ts'
import { openMoreDetails } from './report-page-objects.ts'
import { closeWindow, settle } from './window.tsx'

afterEach(closeWindow)

describe('a draft that is discarded', () => {
  it('comes back when that is undone, also with a date that was half typed', async () => {
    const report = oneReport({ title: 'Second', body: 'Second.' }, 'revising')
    const test = await openOneReport({
      ...report.answers,
      'reports.discardDraft': (input) => report.discard(input, { title: 'First', body: 'First.' }),
    })
    await settle()
    await openMoreDetails()
    await userEvent.fill(page.getByLabelText('Received', { exact: true }), '2024-1')
    await press('More actions')
    await page.getByRole('menuitem', { name: /Discard/ }).click()
    await expect.poll(() => inputsOf(test, 'reports.discardDraft').length).toBe(1)
    await settle()
    await press('Undo')
    await settle()
    expect(report.content()).toMatchObject({ title: 'Second', body: 'Second.' })
  })
})
