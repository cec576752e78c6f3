import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Locator } from 'vitest/browser'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { inputsOf, press, pressAt } from './page-objects.ts'
import { answersOf, claimAt, manyClaims, variedClaims } from './timeline-answers.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilStill } from './window.tsx'

const themes = ['light', 'dark', 'contrast'] as const

/** The timeline, once its visible claims are drawn. */
const openTimeline = async (
  options: Parameters<typeof openWindow>[0] & { readonly claims?: readonly unknown[] } = {},
): ReturnType<typeof openWindow> => {
  const { claims = variedClaims, ...rest } = options
  const test = await openWindow({ theme: 'light', answers: answersOf(claims), ...rest })
  await goTo('timeline')
  if (claims.length > 0) {
    await expect.poll(() => marks().length, { timeout: 10_000 }).toBeGreaterThan(0)
    await settle()
  }
  return test
}

const marks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-mark]')]
const statementOf = (mark: Element | null | undefined): string =>
  mark?.querySelector('[class*="statement"]')?.textContent ?? ''
/** The claims of the plot; a claim under two headings counts once. */
const plotted = (): string[] => [...new Set(marks().map(statementOf))].sort()
const tabled = (): string[] =>
  [...document.querySelectorAll('tbody th button')].map((cell) => cell.textContent)
const focused = (): string => statementOf(document.activeElement)
const slider = (name: string): Locator => page.getByRole('slider', { name, exact: true })
const start = (): Locator => slider('Start of the period')
const end = (): Locator => slider('End of the period')
const focus = (locator: Locator): void => (locator.element() as HTMLElement).focus()

const showForm = async (at: 1 | 2): Promise<void> =>
  pressAt(`main header [role="radiogroup"] label:nth-of-type(${at})`)
const groupBy = async (at: number): Promise<void> => {
  await pressAt('main header [aria-haspopup="listbox"]')
  await pressAt(`[role="option"]:nth-of-type(${at})`)
}

afterEach(closeWindow)

describe('the timeline', () => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and each theme`, async () => {
      await openTimeline({ language })
      const inThemes = async (name: string, count: number): Promise<void> => {
        for (const theme of themes.slice(0, count)) {
          document.documentElement.dataset['theme'] = theme
          await untilStill()
          await shoot(`${name}-${theme}-${language}`)
          await expectAccessible()
          expectNothingCut()
        }
      }
      // A theme changes only colours: one language is enough for all of them.
      const inFirst = (english: number, other: number): number =>
        isLong ? (language === 'en' ? english : other) : 1
      await inThemes('timeline', inFirst(3, 2))
      await groupBy(2)
      document.documentElement.dataset['theme'] = 'light'
      await shoot(`timeline-places-light-${language}`)
      await showForm(2)
      await inThemes('timeline-table', inFirst(3, 1))
    })
  }

  it('teaches what belongs here while there is nothing', async () => {
    await openTimeline({ claims: [] })
    await shoot('timeline-empty')
    await expectAccessible()
    await expect.element(page.getByText('No dated claims yet')).toBeVisible()
    await press('Go to Reports')
    await expect
      .poll(() => document.querySelector('[aria-current="page"]')?.textContent)
      .toBe('Reports')
  })

  it('has room for words that are 40 per cent longer, and can be used without a mouse', async () => {
    await openTimeline({ words: longWords })
    await shoot('timeline-long')
    expectNothingCut()
    expectReachable()
    await showForm(2)
    expectNothingCut()
    expectReachable()
  })

  it('says of every claim when it was, and what speaks against it, in words', async () => {
    await openTimeline()
    const names = marks().map((mark) => mark.textContent)
    expect(names.find((name) => name.includes('Officials are chosen'))).toContain(
      'about January 2024. Pyongyang. Central Committee. 2 · Probably true',
    )
    expect(names.find((name) => name.includes('About 200 people'))).toContain('Contradicted')
    expect(names.find((name) => name.includes('Someone heard'))).toContain('Without a date')
    expect(document.querySelectorAll('[data-mark] [data-begins="soft"]').length).toBe(3)
  })
})

describe('the card below the timeline', () => {
  it('has the first claim, then the one with the focus, and opens it', async () => {
    await openTimeline()
    const card = (): string => document.querySelector('[class*="detail"]')?.textContent ?? ''
    expect(card()).toContain(statementOf(marks()[0]))
    const other = marks().find((mark) => statementOf(mark).includes('Officials are chosen'))
    other?.focus()
    await settle()
    expect(card()).toContain('Officials are chosen')
    expect(card()).toContain('2 probable')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await settle()
    expect(document.querySelector('h2, h1')?.textContent).not.toContain('Timeline')
    expect(document.body.textContent).toContain('Officials are chosen')
  })
})

describe('the brush', () => {
  it('filters by keys, and says its range', async () => {
    await openTimeline()
    const all = plotted()
    focus(end())
    await userEvent.keyboard('{Home}')
    await expect.element(end()).toHaveAttribute('aria-valuetext', 'Aug 23, 2023')
    await settle()
    const few = plotted()
    expect(few).toEqual(['Holding cells are extended', 'Someone heard that more will follow'])
    await userEvent.keyboard('{End}')
    await settle()
    expect(plotted()).toEqual(all)
    focus(start())
    await userEvent.keyboard('{PageUp}{PageUp}{PageUp}')
    await settle()
    expect(start().element().getAttribute('aria-valuetext')).toMatch(/^[A-Z][a-z]{2} 1, 202\d$/)
    expect(plotted().length).toBeLessThan(all.length)
  })

  it('is drawn, moved and pulled with the pointer', async () => {
    await openTimeline()
    const strip = page.getByRole('group', { name: 'Period shown' })
    const density = strip.element().querySelector('div') as HTMLElement
    const drag = async (from: number, to: number): Promise<void> => {
      await userEvent.dragAndDrop(density, density, {
        sourcePosition: { x: density.clientWidth * from, y: 12 },
        targetPosition: { x: density.clientWidth * to, y: 12 },
      })
      await settle()
    }
    const at = (): number[] =>
      [start(), end()].map((one) => Number(one.element().getAttribute('aria-valuenow')))
    await drag(0.5, 0.7)
    const drawn = at()
    expect(plotted()).not.toContain('두 도시에서 같은 시각에 넘겨졌다')
    await drag(0.6, 0.4)
    const moved = at()
    expect(moved[0]).toBeLessThan(drawn[0]!)
    expect(moved[1]! - moved[0]!).toBe(drawn[1]! - drawn[0]!)
    await drag(0.5, 0.9)
    expect(at()[1]).toBeGreaterThan(moved[1]!)
    await shoot('timeline-brushed')
    await press('Fit all')
    expect(plotted().length).toBe(variedClaims.length)
  })

  it('is narrowed and widened by the buttons', async () => {
    await openTimeline()
    const length = (): number =>
      Number(end().element().getAttribute('aria-valuenow')) -
      Number(start().element().getAttribute('aria-valuenow'))
    const whole = length()
    await press('Zoom in')
    expect(length()).toBeLessThan(whole * 0.6)
    await press('Zoom out')
    expect(length()).toBe(whole)
    expect(document.querySelector('main [class*="zoom"] button')).toHaveProperty('disabled', true)
  })

  it('says so when nothing that has a date is left', async () => {
    await openTimeline({
      claims: [claimAt(1, 'First', '2020-01-01'), claimAt(2, 'Last', '2023-01-01')],
    })
    for (const _ of [1, 2, 3]) await press('Zoom in')
    await expect.element(page.getByText(/^No dated claims in this period/)).toBeVisible()
  })
})

describe('the table', () => {
  it('holds the same claims as the plot, whatever the filter', async () => {
    await openTimeline()
    const same = async (): Promise<void> => {
      const there = plotted()
      await showForm(2)
      expect(tabled().sort()).toEqual(there)
      await showForm(1)
    }
    await same()
    focus(start())
    await userEvent.keyboard('{PageUp}{PageUp}{PageUp}')
    await settle()
    expect(plotted().length).toBeLessThan(variedClaims.length)
    await same()
    await pressAt('nav [aria-haspopup="listbox"]')
    await pressAt('[role="option"]:nth-of-type(3)')
    expect(plotted()).toEqual(['A list of names is handed over at the bridge'])
    await same()
  })

  it('is sorted by any column, and says by which', async () => {
    await openTimeline()
    await showForm(2)
    expect(tabled()[0]).toBe('Holding cells are extended')
    expect(tabled().at(-1)).toBe('Someone heard that more will follow')
    await press('When')
    const header = page.getByRole('columnheader', { name: 'When', exact: true })
    await expect.element(header).toHaveAttribute('aria-sort', 'descending')
    expect(tabled()[0]).toBe('Dozens of officials are to arrive')
    expect(tabled().at(-1)).toBe('Someone heard that more will follow')
    await press('Credibility')
    expect(document.querySelectorAll('th[aria-sort]').length).toBe(1)
    const grades = [...document.querySelectorAll('tbody td:last-child')].map((cell) =>
      Number(cell.textContent[0]),
    )
    expect(grades).toEqual([...grades].sort((a, b) => a - b))
  })

  it('has pages where there are many, and opens a claim', async () => {
    await openTimeline({ claims: manyClaims(250) })
    await showForm(2)
    expect(tabled().length).toBe(100)
    await press('Next page')
    await press('Next page')
    expect(tabled().length).toBe(50)
    await expect.element(page.getByText('201–250 of 250')).toBeVisible()
    const [first] = tabled()
    await press(first!)
    await expect.poll(() => document.querySelector('main h1')?.textContent).toBe('Claims250')
  })
})

describe('keys in the plot', () => {
  it('go from claim to claim in time order, through one tab stop, and open', async () => {
    const test = await openTimeline()
    expect(document.querySelectorAll('[data-mark][tabindex="0"]').length).toBe(1)
    document.querySelector<HTMLElement>('[data-mark][tabindex="0"]')?.focus()
    const walked = [focused()]
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight'] as const) {
      await userEvent.keyboard(`{${key}}`)
      walked.push(focused())
    }
    expect(walked).toEqual([
      'Holding cells are extended',
      'The agreement on mutual repatriation is applied again after the border opens',
      '두 도시에서 같은 시각에 넘겨졌다',
      'About 200 people were returned through two towns at the same time',
    ])
    expect(document.querySelectorAll('[data-mark][tabindex="0"]').length).toBe(1)
    await userEvent.keyboard('{End}')
    expect(focused()).toBe('Someone heard that more will follow')
    await userEvent.keyboard('{Home}{ArrowRight}')
    await shoot('timeline-focus')
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(inputsOf(test, 'claims.get')).toHaveLength(1)
    await goTo('timeline')
    expect(statementOf(document.querySelector('[data-mark][tabindex="0"]'))).toBe(walked[1])
  })
})

describe('ten thousand claims', () => {
  it('are drawn where one looks, walked through, grouped and brushed without a wait', async () => {
    await openTimeline({ claims: manyClaims(10_000) })
    expect(marks().length).toBeGreaterThan(10)
    expect(marks().length).toBeLessThan(400)
    await shoot('timeline-many')
    document.querySelector<HTMLElement>('[data-mark][tabindex="0"]')?.focus()
    await userEvent.keyboard('{End}')
    await expect.poll(focused).toBe(statementOf(marks().at(-1)))
    const box = document.activeElement!.getBoundingClientRect()
    expect(box.bottom).toBeLessThan(innerHeight)
    await groupBy(3)
    await expect.poll(() => document.querySelectorAll('main h2').length).toBeGreaterThan(0)
    await shoot('timeline-many-groups')
    focus(end())
    const since = performance.now()
    await userEvent.keyboard('{PageDown}{PageDown}')
    expect(performance.now() - since).toBeLessThan(2_000)
    await settle()
    expect(marks().length).toBeLessThan(400)
  })

  it('are never out of date, even if they change while they are being prepared', async () => {
    let claims = manyClaims(10_000)
    const newest = page.getByText('7,000 of 7,000', { exact: true })
    const { emit } = await openWindow({
      theme: 'light',
      answers: { 'claims.list': (of) => answersOf(claims)['claims.list']?.(of) ?? [] },
    })
    await goTo('timeline')
    for (const count of [9_000, 8_000, 7_000]) {
      claims = manyClaims(count)
      emit({ kind: 'changed' })
      await settle(15)
    }
    await expect.element(newest, { timeout: 10_000 }).toBeVisible()
    await goTo('claims')
    await goTo('timeline')
    await expect.element(newest, { timeout: 10_000 }).toBeVisible()
  })
})
