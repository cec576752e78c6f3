import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { oneReport, openOneReport } from './one-report.ts'
import { write } from './report-page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, settle } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('a revision that is kept over one filed elsewhere', () => {
  it('can be edited while saving fails, and is saved with those edits', async () => {
    let isFull = false
    const report = oneReport({ title: 'First', body: 'First.' }, 'filed')
    await openOneReport({
      ...report.answers,
      'reports.save': async (input) => {
        if (isFull) throw new Refuse('storage')
        return report.save(input)
      },
    })
    await button('Revise').click()
    // Filed elsewhere: another revision is its head now.
    report.file({ id: '' })
    await write(' Mine.')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
    isFull = true
    await button('Keep my version here').click()
    await expect.element(page.getByText('storage/reports.save')).toBeVisible()
    await settle()
    await write(' More.')
    isFull = false
    await expect.poll(() => report.content().body).toBe('First. Mine. More.')
  })
})
