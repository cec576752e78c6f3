import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { accessible, pressAt } from './page-objects.ts'
import { closeWindow, goTo, openWindow, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const areas = ['claims', 'map', 'timeline'] as const

describe('a case without claims', () => {
  it('says in each view what to do, and leads to its reports', async () => {
    await openWindow({ answers: { 'claims.list': () => [] } })
    await goTo('claims')
    await pressAt('main [aria-haspopup="listbox"]')
    await page.getByRole('option').nth(1).click()
    for (const area of areas) {
      await goTo(area)
      const words = await untilFound('main [class*="empty"] [class*="text"]')
      expect(words.textContent.length).toBeGreaterThan(30)
      await shoot(`case-without-claims-${area}`)
    }
    await goTo('claims')
    await accessible()
    await pressAt('main [class*="empty"] button')
    await expect.element(page.getByRole('heading', { name: /^Reports/, level: 1 })).toBeVisible()
  })
})
