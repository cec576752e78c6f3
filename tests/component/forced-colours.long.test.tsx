import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { pressAt } from './page-objects.ts'
import { answersOf, variedClaims } from './timeline-answers.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

const force = (value: 'active' | ''): Promise<unknown> =>
  (cdp() as unknown as { send: (method: string, input: object) => Promise<unknown> }).send(
    'Emulation.setEmulatedMedia',
    { features: [{ name: 'forced-colors', value }] },
  )

beforeAll(() => force('active'))
afterAll(() => force(''))
afterEach(closeWindow)

/** The colours of an element and of its pseudo-elements that distinguish it. */
const looks = (element: Element | null): string => {
  if (element === null) throw new Error('nothing to look at')
  return [undefined, '::before', '::after']
    .map((part) => {
      const { content, color, backgroundColor } = getComputedStyle(element, part)
      return part !== undefined && content === 'none' ? '' : `${color} on ${backgroundColor}`
    })
    .join('; ')
}

/** Among similar elements, the selected ones look different from all others. */
const expectToldApart = (all: string, chosen: string): void => {
  const found = [...document.querySelectorAll(all)]
  const isChosen = found.filter((one) => one.matches(chosen)).map(looks)
  const others = found.filter((one) => !one.matches(chosen)).map(looks)
  expect(isChosen.length).toBeGreaterThan(0)
  expect(others.length).toBeGreaterThan(0)
  expect(isChosen.filter((look) => others.includes(look))).toEqual([])
}

describe('in a contrast theme of the system', () => {
  for (const theme of ['light', 'dark'] as const) {
    it(`the language, theme and view that are chosen are told from the others, in ${theme}`, async () => {
      await openWindow({ theme })
      expect(matchMedia('(forced-colors: active)').matches).toBe(true)
      await goTo('settings')
      await shoot(`forced-settings-${theme}`)
      expectToldApart('main label[class*="segment"]', '[data-selected]')
      expectToldApart('nav li button', '[aria-current]')
    })
  }

  it('the record that is open, and its tab, are told from the others', async () => {
    await openWindow()
    await goTo('reports')
    await pressAt('main [role="listitem"][aria-posinset="2"] button')
    await shoot('forced-reports')
    expectToldApart('main [role="listitem"] button[class*="row"]', '[class*="selected"]')
    expectToldApart('main [role="tab"]', '[data-selected]')
    // Else the system lays its paper behind the words, which are as light as that.
    const file = await untilFound('main button[class*="primary"]')
    expect(getComputedStyle(file).forcedColorAdjust).toBe('none')
  })

  it('the form of the timeline is told from the other, and its strip has the system’s colours', async () => {
    await openWindow({ theme: 'dark', answers: answersOf(variedClaims) })
    await goTo('timeline')
    await settle()
    await shoot('forced-timeline')
    expectToldApart('main label[class*="segment"]', '[data-selected]')
    const strip = await untilFound('main [class*="strip"]')
    const paper = document.body.appendChild(document.createElement('i'))
    paper.style.backgroundColor = 'Canvas'
    expect(getComputedStyle(strip).backgroundColor).toBe(getComputedStyle(paper).backgroundColor)
    paper.remove()
  })

  it('how far a case is corroborated is told by what is filled', async () => {
    await openWindow()
    await goTo('cases')
    await pressAt('main [role="listitem"] button')
    await shoot('forced-cases')
    const measure = await untilFound('main [class*="measure"]')
    expect(looks(measure.firstElementChild)).not.toBe(looks(measure))
  })
})
