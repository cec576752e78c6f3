import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { areas } from '../../src/renderer/app/view-state.ts'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible } from './checks.ts'
import { answersOf, variedClaims } from './timeline-answers.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

// What is left of 1366 by 768 at 200 percent.
beforeAll(() => page.viewport(683, 384))
afterAll(() => page.viewport(1366, 768))
afterEach(closeWindow)

/**
 * The bar of an evaluation build takes space as well; includes more claims than one of each kind.
 */
const cramped = (area: ViewTarget): TestVaultOptions => ({
  runtime: 'evaluation',
  ...(area === 'timeline' || area === 'map' ? { answers: answersOf(variedClaims) } : {}),
})

/** Shows a view, and waits for its first content. */
const show = async (area: ViewTarget, options: TestVaultOptions): Promise<void> => {
  await openWindow({ ...cramped(area), ...options })
  await goTo(area)
  if (area === 'map') {
    // Outlines and places are read when they are first needed.
    await expect
      .poll(() => document.querySelector('main svg [aria-pressed]'), { timeout: 20_000 })
      .not.toBe(null)
  }
  if (area === 'timeline') await untilFound('main [data-mark]')
  await settle(300)
}

const openFirst = async (): Promise<void> => {
  const mark = document.querySelector('main svg [aria-pressed]')
  const row = document.querySelector<HTMLElement>('main [role="listitem"] button:not([data-mark])')
  mark?.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  row?.click()
  await settle(300)
}

const expectNothingAside = (): void => {
  const root = document.documentElement
  expect(root.scrollWidth).toBeLessThanOrEqual(root.clientWidth)
  const main = document.querySelector('main')
  expect(main?.scrollWidth).toBeLessThanOrEqual(main?.clientWidth ?? 0)
}

/** Some lines of text, where there are no rows. */
const linesLeast = 84

/** Is the row whole and uncovered, once it is scrolled to? */
const canBeSeen = (row: HTMLElement): boolean => {
  row.scrollIntoView({ block: 'nearest' })
  const { left, width, top, bottom } = row.getBoundingClientRect()
  const middle = Math.min(left + width / 2, innerWidth - 1)
  return [top + 2, bottom - 2].every((y) => {
    const seen = document.elementFromPoint(middle, y)
    return seen !== null && (row.contains(seen) || seen.contains(row))
  })
}

/** Every scrolling box shows at least one whole row of its content. */
const expectRoom = (): void => {
  const cramped = [...document.querySelectorAll<HTMLElement>('main, main *')]
    .filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowY))
    .filter((each) => each.clientHeight > 0 && each.scrollHeight > each.clientHeight + 1)
    .filter((each) => {
      const row =
        each.querySelector<HTMLElement>('[data-mark]') ??
        each.querySelector<HTMLElement>('[role="listitem"], tbody tr')
      return row === null ? each.clientHeight < linesLeast : !canBeSeen(row)
    })
    .map((each) => `${each.className}: ${each.clientHeight}`)
  expect(cramped).toEqual([])
}

/** Words of the app that begin in one line and end in the next. */
const brokenWords = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('th, td, h1, h2, h3, aside p, button, label')]
    .filter((each) => each.offsetWidth > 1)
    .flatMap((each) => {
      const texts = document.createTreeWalker(each, NodeFilter.SHOW_TEXT)
      const broken: string[] = []
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        // Only for screen readers.
        if ((text.parentElement?.clientWidth ?? 0) === 1) continue
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
          if (tops.size > 1) broken.push(word)
        }
      }
      return broken
    })

describe('at 200 percent', () => {
  for (const area of areas) {
    it(`${area} is all there, reached by scrolling down alone`, async () => {
      await show(area, { language: 'en' })
      await shoot(`zoomed-${area}`)
      expectNothingAside()
      expectRoom()
      expect(brokenWords()).toEqual([])
      await expectAccessible()
      await openFirst()
      await shoot(`zoomed-${area}-open`)
      expectNothingAside()
      expectRoom()
    })
  }

  for (const area of ['claims', 'timeline', 'map', 'exchange'] as const) {
    it(`${area} has room for what it shows in Korean too`, async () => {
      await show(area, { language: 'ko' })
      await shoot(`zoomed-${area}-ko`)
      expectNothingAside()
      expectRoom()
      expect(brokenWords()).toEqual([])
    })
  }

  it('the table of the timeline has its heads and cells in whole words', async () => {
    await show('timeline', { language: 'en' })
    await page.getByText('Table', { exact: true }).click()
    await settle()
    await shoot('zoomed-timeline-table')
    expectNothingAside()
    expectRoom()
    expect(brokenWords()).toEqual([])
  })

  it.each(['locked', 'none'] as const)(
    'the first screen is whole, of a vault that is %s',
    async (state) => {
      await openWindow({ state, runtime: 'evaluation' })
      await settle(300)
      await shoot(`zoomed-${state}`)
      expectNothingAside()
      expect(brokenWords()).toEqual([])
    },
  )
})
