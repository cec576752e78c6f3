import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { inputsOf } from './page-objects.ts'
import { emptyReport, recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

type Saved = { readonly id: string | null; readonly content: typeof emptyReport }

const saves = (test: TestVault): Saved[] => inputsOf(test, 'reports.save') as Saved[]

describe('a report that was changed somewhere else', () => {
  it('loses no letter that comes while the other version takes its place', async () => {
    let isSavedElsewhere = false
    let keep = (): void => undefined
    const kept = new Promise<void>((done) => {
      keep = done
    })
    const report = (id: string, rev: number, content: object) => ({
      id,
      rev,
      updatedDay: '2024-04-12',
      state: 'draft' as const,
      head: null,
      heads: [],
      content: { ...emptyReport, ...content },
    })
    const test = await openWindow({
      answers: {
        'reports.save': async ({ id, rev, content }) => {
          if (id !== null && id !== recordId(99)) {
            isSavedElsewhere = true
            throw new Refuse('conflict')
          }
          if (id === null) await kept
          return report(id ?? recordId(99), rev + 1, content)
        },
        'reports.get': ({ id }) =>
          isSavedElsewhere
            ? report(id, 9, { title: 'Theirs', body: 'Theirs.' })
            : report(id, 2, { title: 'Mine', body: 'First.' }),
      },
    })
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Mine.')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
    await page.getByRole('button', { name: 'Keep the other version here' }).click()
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End} too')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} Late.')
    keep()
    await expect.poll(() => saves(test).at(-1)?.id).toBe(recordId(99))
    expect(saves(test).at(-1)?.content.body).toBe('First. Mine. Late.')
    expect(saves(test).at(-1)?.content.title).toContain('Mine too')
    await expect.poll(() => document.querySelector('.cm-content')?.textContent).toContain('Theirs.')
  })
})
