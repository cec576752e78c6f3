import { afterEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './page-objects.ts'
import { recordId, reportAnswer } from './records.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

type Saved = { readonly id: string | null; readonly content: typeof emptyReport }

it('of two versions, the other is the one that the vault has now, even if it answers late', async () => {
  let isSavedElsewhere = false
  let answer = (): void => undefined
  const mayAnswer = new Promise<void>((done) => {
    answer = done
  })
  const test = await openWindow({
    answers: {
      'reports.save': ({ id, rev, content }) => {
        if (id !== null && id !== recordId(99) && rev < 9) {
          isSavedElsewhere = true
          throw new Refuse('conflict')
        }
        return { ...reportAnswer(id ?? recordId(99), content), rev: rev + 1 }
      },
      'reports.get': async ({ id }) => {
        if (!isSavedElsewhere) return reportAnswer(id, { title: 'Mine', body: 'First.' })
        await mayAnswer
        return { ...reportAnswer(id, { title: 'Theirs', body: 'Theirs.' }), rev: 9 }
      },
    },
  })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}{End}{/Control} Mine.')
  await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
  await settle()
  const mine = page.getByRole('button', { name: 'Keep my version here' })
  // So far the window knows only the version that it saved itself.
  await expect.element(mine).toBeDisabled()
  answer()
  await mine.click()
  await expect.poll(() => (inputsOf(test, 'reports.save') as Saved[]).length).toBe(3)
  const [, copy, over] = inputsOf(test, 'reports.save') as Saved[]
  expect(copy).toMatchObject({ id: null, content: { body: 'Theirs.' } })
  expect(over).toMatchObject({ rev: 9, content: { body: 'First. Mine.' } })
})
