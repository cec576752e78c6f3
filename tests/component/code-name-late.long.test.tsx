import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { press, type } from './page-objects.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

it('a code name that is drawn for a form which was given up begins no other with its text', async () => {
  let answer = (): void => undefined
  let isSlow = false
  await openWindow({
    answers: {
      'sources.suggestCodeName': async () => {
        if (isSlow)
          await new Promise<void>((done) => {
            answer = done
          })
        return { codeName: 'Amber Willow' }
      },
    },
  })
  await goTo('sources')
  await press('New source')
  await expect.element(page.getByText('Amber Willow').first()).toBeVisible()
  await type('Note', 'Met at the ford')
  isSlow = true
  await page.getByRole('button', { name: 'Draw another', exact: true }).click()
  await press('Cancel')
  answer()
  isSlow = false
  await settle()
  await press('New source')
  await expect.element(page.getByLabelText('Note', { exact: true })).toHaveValue('')
})
