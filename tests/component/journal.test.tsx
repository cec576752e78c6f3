import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { expectFineInThemes } from './in-themes.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

describe('the journal', () => {
  it.each(['en', 'ko', 'zh'] as const)(
    'names each day once, above its lines, and each line by what was done, in %s',
    async (language) => {
      await page.viewport(1280, 720)
      await openWindow({ theme: 'light', language })
      await goTo('journal')
      await settle()
      const days = [...document.querySelectorAll('main [role="listitem"] h2')].map(
        ({ textContent }) => textContent,
      )
      expect(days.length).toBeGreaterThan(0)
      expect(new Set(days).size).toBe(days.length)
      const rows = [...document.querySelectorAll('main [role="listitem"] button')]
      for (const { textContent } of rows)
        for (const day of days) expect(textContent).not.toContain(day)
      await expectFineInThemes('journal-days', language)
      await page.viewport(1366, 768)
    },
  )
})
