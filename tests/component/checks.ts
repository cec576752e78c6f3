import axe from 'axe-core'
import { expect } from 'vitest'
import type { themes } from '../../src/shared/vocabularies.ts'
import { cutWords } from './cut-words.ts'
import { isLong } from './view-languages.ts'

/** The themes that can be drawn: `system` resolves to another one. */
type Theme = Exclude<(typeof themes)[number], 'system'>

/**
 * The themes in which axe checks a view in a language: the light one in `npm test`. High contrast
 * changes only colours, so one language is enough for it.
 */
export const themesOf = (language: 'en' | 'ko' | 'zh'): readonly Theme[] => {
  if (!isLong) return ['light']
  return language === 'en' ? ['light', 'dark', 'contrast'] : ['light', 'dark']
}

/** The rules that another theme can break, since it changes only colours. */
const ofColours = ['color-contrast', 'link-in-text-block']

const faults = async (theme: Theme): Promise<string[]> => {
  const { violations } = await axe.run(document, {
    ...(theme === 'light' ? {} : { runOnly: ofColours }),
    // The test page has no title and regions: the window sets its title and language only.
    rules: { 'document-title': { enabled: false }, region: { enabled: false } },
    // Passing elements are not listed, and all style sheets are local.
    resultTypes: ['violations'],
    preload: false,
  })
  return violations.flatMap((fault) =>
    fault.nodes.map(
      (node) =>
        `${fault.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''} ${node.html.slice(0, 120)}`,
    ),
  )
}

/**
 * Expects no axe-core fault in the whole page; a fault is reported as rule and element. A fading
 * element has other colours for a moment, longer on a busy machine, so only a fault that stays
 * counts.
 *
 * @param theme `light` runs all rules; the other themes run only the rules for colours.
 */
export const expectAccessible = async (theme: Theme = 'light'): Promise<void> => {
  let found = await faults(theme)
  for (let again = 0; found.length > 0 && again < 4; again += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400))
    found = await faults(theme)
  }
  expect(found).toEqual([])
}

const isCut = (element: Element): boolean => {
  // Only for screen readers.
  if (element.clientWidth <= 1) return false
  const style = getComputedStyle(element)
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return false
  return element.scrollWidth > element.clientWidth + 1
}

/**
 * Expects that no box cuts its words, at a side or below, and that no button, label or heading is
 * outside the window.
 */
export const expectNothingCut = (): void => {
  const cut = cutWords()
  for (const element of document.querySelectorAll<HTMLElement>(
    'button, label, h1, h2, h3, [role="radio"], [role="tab"], [role="menuitem"], a',
  )) {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || getComputedStyle(element).clipPath !== 'none') continue
    // The user's text may be shortened in a list; the app's own words may not.
    if (element.closest('[role="listitem"], [aria-haspopup="listbox"]') !== null) continue
    const inside = [element, ...element.querySelectorAll('span')].some(isCut)
    const outside = box.right > innerWidth + 1 || box.left < -1
    if (inside || outside) cut.push(`${element.tagName} ${element.textContent.slice(0, 60)}`)
  }
  expect(cut).toEqual([])
}

/** Every enabled button, field and link can be reached with Tab or the arrow keys. */
export const expectReachable = (): void => {
  const lost = [...document.querySelectorAll<HTMLElement>('button, input, textarea, a[href]')]
    // One pixel wide: for screen readers, whose own cursor reaches it.
    .filter((element) => element.offsetWidth > 1)
    .filter((element) => element.tabIndex < 0 && element.closest('[inert], [aria-hidden]') === null)
    .filter((element) => element.closest('[role="radiogroup"], [role="tablist"]') === null)
    // Arrow keys walk through a list, in which one row is a tab stop.
    .filter((element) => element.closest('[role="list"]:has(button[tabindex="0"])') === null)
    .filter(
      (element) => !element.matches(':disabled, [aria-hidden], [data-react-aria-prevent-focus]'),
    )
    // The button that clears a search box does the same as Escape.
    .filter((element) => element.closest('[data-empty], form[role="search"]') === null)
    .map((element) => element.outerHTML.slice(0, 120))
  expect(lost).toEqual([])
}
