import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { areas } from '../../src/renderer/view-state.tsx'
import { expectAccessible } from './checks.ts'
import { closeWindow, goTo, openWindow, settle, shoot } from './window.tsx'

// What is left of 1366 by 768 at 200 percent.
beforeAll(() => page.viewport(683, 384))
afterAll(() => page.viewport(1366, 768))
afterEach(closeWindow)

describe('at 200 percent', () => {
  for (const area of areas) {
    it(`${area} is all there, reached by scrolling down alone`, async () => {
      await openWindow({ language: 'en' })
      await goTo(area)
      await settle(300)
      await shoot(`zoomed-${area}`)
      const root = document.documentElement
      expect(root.scrollWidth).toBeLessThanOrEqual(root.clientWidth)
      const main = document.querySelector('main')
      expect(main?.scrollWidth).toBeLessThanOrEqual(main?.clientWidth ?? 0)
      await expectAccessible()
    })
  }
})
