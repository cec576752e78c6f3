import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press } from './hands.ts'
import { emptyReport } from './records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const head = '1'.padStart(64, '0')

describe('a draft that is discarded', () => {
  it('comes back when that is undone, also with a date that was half typed', async () => {
    let rev = 2
    let state: 'filed' | 'revising' = 'revising'
    let content: object = { ...emptyReport, title: 'Second', body: 'Second.' }
    const report = (id: string) =>
      ({ id, rev, updatedDay: '2024-04-12', state, head, heads: [head], content }) as never
    const test = await openWindow({
      answers: {
        'reports.get': ({ id }) => report(id),
        'reports.save': ({ id, content: next }) => {
          rev += 1
          state = 'revising'
          content = next
          return report(id ?? '')
        },
        'reports.discardDraft': ({ id }) => {
          rev += 1
          state = 'filed'
          content = { ...emptyReport, title: 'First', body: 'First.' }
          return report(id)
        },
      },
    })
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
    await settle()
    await userEvent.fill(page.getByLabelText('Received', { exact: true }), '2024-1')
    await press('More actions')
    await page.getByRole('menuitem', { name: /Discard/ }).click()
    await expect.poll(() => inputsOf(test, 'reports.discardDraft').length).toBe(1)
    await settle()
    await press('Undo')
    await settle()
    expect(content).toMatchObject({ title: 'Second', body: 'Second.' })
  })
})
