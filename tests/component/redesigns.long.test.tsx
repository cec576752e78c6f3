import { EditorView } from '@codemirror/view'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { accessible } from './page-objects.ts'
import { expectAccessible } from './checks.ts'
import { press, toExportReview } from './export-review.ts'
import type { WindowOptions } from './export-review.ts'
import { answersOf, variedClaims } from './timeline-answers.ts'
import {
  closeWindow,
  goTo,
  goToSettings,
  openWindow,
  settle,
  shoot,
  untilFound,
  untilStill,
} from './window.tsx'

afterEach(closeWindow)
afterAll(() => page.viewport(1366, 768))

/** CSS pixels. The last two are what is left of the first two at 200 percent. */
const sizes = [
  [1280, 720],
  [1366, 768],
  [683, 384],
  [640, 360],
] as const

const openRow = (index: number): Promise<void> =>
  press(`main [role="listitem"][aria-posinset="${index}"] button`)

const screens: Readonly<Record<string, (options: WindowOptions) => Promise<unknown>>> = {
  report: async (options) => {
    await openWindow(options)
    await goTo('reports')
    await openRow(3)
  },
  source: async (options) => {
    await openWindow(options)
    await goTo('sources')
    await openRow(1)
  },
  check: toExportReview,
  claims: async (options) => {
    await openWindow({ ...options, answers: answersOf(variedClaims) })
    await goTo('claims')
    await openRow(1)
  },
  matrix: async (options) => {
    await openWindow({ ...options, answers: answersOf(variedClaims) })
    await goTo('matrix')
  },
  publication: async (options) => {
    await openWindow(options)
    await goTo('publications')
    await openRow(1)
    await press('#publication-tab-wording')
    const field = await untilFound('main .cm-content')
    EditorView.findFromDOM(field as HTMLElement)?.dispatch({ selection: { anchor: 11, head: 14 } })
    field.closest('li')?.scrollIntoView()
    await settle()
  },
  settings: async (options) => {
    await openWindow(options)
    await goToSettings('access')
  },
}

/** Nothing is wider than the window, but for boxes that scroll sideways by themselves. */
const expectNothingAside = (): void => {
  const root = document.documentElement
  expect(root.scrollWidth).toBeLessThanOrEqual(root.clientWidth)
  const main = document.querySelector('main')
  expect(main?.scrollWidth).toBeLessThanOrEqual(main?.clientWidth ?? 0)
}

/** Buttons that lie under another one. Rows of a list may: they end where the list scrolls. */
const covered = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main button, nav button')]
    .filter((one) => one.closest('[inert], [aria-hidden="true"], [role="listitem"]') === null)
    .filter((one) => {
      const { left, right, top, bottom, width } = one.getBoundingClientRect()
      const isInView = width > 0 && top >= 0 && bottom <= innerHeight && right <= innerWidth
      if (!isInView) return false
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      const under = at?.closest('button')
      return under !== null && under !== undefined && under !== one && !one.contains(under)
    })
    .map((one) => one.getAttribute('aria-label') ?? one.textContent)

describe.each(Object.entries(screens))('%s', (name, show) => {
  it.each(['en', 'ko', 'zh'] as const)(
    'is whole and accessible at every size and in every theme, in %s',
    async (language) => {
      await page.viewport(1366, 768)
      await show({ language, runtime: 'official' })
      for (const [width, height] of sizes) {
        await page.viewport(width, height)
        await settle()
        for (const theme of ['light', 'dark', 'contrast'] as const) {
          document.documentElement.dataset['theme'] = theme
          await untilStill()
          await shoot(`redesign-${name}-${width}-${theme}-${language}`)
          expectNothingAside()
          expect(covered()).toEqual([])
          await (theme === 'light' ? accessible() : expectAccessible(theme))
        }
      }
    },
  )
})
