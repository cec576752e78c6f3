import axe from 'axe-core'
import { expect } from 'vitest'
import type { themes } from '../../src/shared/vocabularies.ts'
import { cutWords } from './cut-words.ts'
import { isLong } from './view-languages.ts'

/** All that can be drawn: `system` is one of the others. */
type Theme = Exclude<(typeof themes)[number], 'system'>

/**
 * The themes in which axe checks a view in a language: the light one in `npm test`. High contrast
 * changes colours alone, so one language is enough for it.
 */
export const themesOf = (language: 'en' | 'ko' | 'zh'): readonly Theme[] => {
  if (!isLong) return ['light']
  return language === 'en' ? ['light', 'dark', 'contrast'] : ['light', 'dark']
}

/** What another theme can break: it changes colours alone. */
const ofColours = ['color-contrast', 'link-in-text-block']

const faults = async (theme: Theme): Promise<string[]> => {
  const { violations } = await axe.run(document, {
    ...(theme === 'light' ? {} : { runOnly: ofColours }),
    // The test page is not ours: its title and language are set by the window alone.
    rules: { 'document-title': { enabled: false }, region: { enabled: false } },
    // What holds is not told element by element, and no style sheet comes from elsewhere.
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
 * No fault that axe-core knows of, in the whole page; said as rule and element. What fades in has
 * other colours for a moment, on a busy machine for longer: only what stays is a fault.
 *
 * @param theme `light` stands for all that has to do with no colour; the others are
 *   looked over for colours.
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
  // Kept for screen readers only.
  if (element.clientWidth <= 1) return false
  const style = getComputedStyle(element)
  if (style.overflowX === 'visible' && style.overflowY === 'visible') return false
  return element.scrollWidth > element.clientWidth + 1
}

/**
 * No box ends its words before they are over, at a side or below, and no button, label or heading lies
 * outside the window.
 */
export const expectNothingCut = (): void => {
  const cut = cutWords()
  for (const element of document.querySelectorAll<HTMLElement>(
    'button, label, h1, h2, h3, [role="radio"], [role="tab"], [role="menuitem"], a',
  )) {
    const box = element.getBoundingClientRect()
    if (box.width === 0 || getComputedStyle(element).clipPath !== 'none') continue
    // What a person wrote may be shortened in a list; our own words may not.
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
    // One pixel wide: for screen readers, whose own cursor gets there.
    .filter((element) => element.offsetWidth > 1)
    .filter((element) => element.tabIndex < 0 && element.closest('[inert], [aria-hidden]') === null)
    .filter((element) => element.closest('[role="radiogroup"], [role="tablist"]') === null)
    // Arrow keys walk through a list, in which one row is a stop.
    .filter((element) => element.closest('[role="list"]:has(button[tabindex="0"])') === null)
    .filter(
      (element) => !element.matches(':disabled, [aria-hidden], [data-react-aria-prevent-focus]'),
    )
    // The button that empties a search box doubles Escape.
    .filter((element) => element.closest('[data-empty], form[role="search"]') === null)
    .map((element) => element.outerHTML.slice(0, 120))
  expect(lost).toEqual([])
}
