import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut, expectReachable } from './checks.ts'
import { accessible, inputsOf } from './page-objects.ts'
import { recordId } from './records.ts'
import { mapAnswers } from './map-answers.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot } from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import type { TestVault } from './test-vault.ts'

afterEach(closeWindow)

/** The map, with everything read and drawn. */
const openMap = async (
  more: TestVaultOptions & { readonly words?: Readonly<Record<string, string>> } = {},
): Promise<TestVault> => {
  const test = await openWindow({ theme: 'light', answers: mapAnswers, ...more })
  await goTo('map')
  // Outlines and places are read when they are first needed.
  await expect
    .poll(() => document.querySelector('svg g[transform*="scale"] path'), { timeout: 20_000 })
    .not.toBe(null)
  await settle()
  return test
}
const marks = (): SVGGElement[] => [
  ...document.querySelectorAll<SVGGElement>('svg [role="button"]'),
]
const names = (): string[] => marks().map((mark) => mark.getAttribute('aria-label') ?? '')
const mark = (beginning: string): SVGGElement => {
  const found = marks().find((each) => each.getAttribute('aria-label')?.startsWith(beginning))
  if (found === undefined) throw new Error(`no mark: ${beginning}`)
  return found
}
const side = (): string =>
  document.querySelector('main section[aria-label="Routes"]')?.parentElement?.parentElement
    ?.textContent ?? ''
const slider = (at: 0 | 1): HTMLInputElement =>
  document.querySelectorAll<HTMLInputElement>('input[type="range"]')[at] as HTMLInputElement
const rows = (list: string): HTMLButtonElement[] => [
  ...document.querySelectorAll<HTMLButtonElement>(
    `main section[aria-label="${list}"] button[aria-expanded]`,
  ),
]
const rowTexts = (list: string): string[] => rows(list).map((row) => row.innerText)
const row = (beginning: string): HTMLButtonElement => {
  const found = [...rows('Routes'), ...rows('Places')].find((each) =>
    each.innerText.startsWith(beginning),
  )
  if (found === undefined) throw new Error(`no row: ${beginning}`)
  return found
}
const chips = (): HTMLButtonElement[] => [
  ...document.querySelectorAll<HTMLButtonElement>('main ul[data-edge] button'),
]

describe('the map', () => {
  it.each([
    ['light', 'en'],
    ['dark', 'ko'],
    ['contrast', 'zh'],
    ['dark', 'en'],
    ['light', 'zh'],
  ] as const)(
    'and its list have no fault that axe knows, in %s and %s',
    async (theme, language) => {
      await openMap({ theme, language })
      await shoot(`map-${theme}-${language}`)
      await accessible()
    },
  )

  it('says what belongs here as long as there is nothing', async () => {
    await openWindow({ theme: 'light', empty: true })
    await goTo('map')
    await shoot('map-empty')
    expect(document.body.textContent).toContain('No places to show yet')
    await accessible()
  })

  it('has room for words that are 40 per cent longer, and can be used without a mouse', async () => {
    await openMap({ words: longWords })
    await shoot('map-long')
    expectNothingCut()
    expectReachable()
  })

  it('names each route with how many went, ranges as ranges', async () => {
    await openMap()
    expect(names()).toEqual(
      expect.arrayContaining([
        'Route from Dandong to Sinuiju: at least 40 people in 3 claims',
        'Route from Yanbian Prefecture to Onsong County: between 20 and 40 people in 1 claim',
        'Route from Jilin to North Korea: about 150 people in 1 claim',
        'Route from Tumen to Onsong County: 2 contradicted claims not counted: at most 60 people',
      ]),
    )
  })

  it('draws towns as marks, and no pin for what is coarser', async () => {
    await openMap()
    const circles = (beginning: string): number =>
      mark(beginning).querySelectorAll('circle[fill="url(#map-soft)"]').length
    expect(circles('Yanbian')).toBe(1)
    expect(circles('Jilin')).toBe(1)
    expect(circles('Dandong')).toBe(0)
    // A country is its own shape.
    expect(circles('North Korea')).toBe(0)
    expect(document.querySelectorAll('svg path[class*="country"]')).toHaveLength(2)
  })

  it('has one tab stop, and arrow keys lead from mark to mark', async () => {
    await openMap()
    expect(marks().filter((each) => each.getAttribute('tabindex') === '0')).toHaveLength(1)
    marks()
      .find((each) => each.getAttribute('tabindex') === '0')
      ?.focus()
    const seen = new Set<string>()
    for (let step = 0; step < marks().length; step += 1) {
      seen.add(document.activeElement?.getAttribute('aria-label') ?? '')
      await userEvent.keyboard('{ArrowRight}')
    }
    expect([...seen].sort()).toEqual(names().sort())
    await userEvent.keyboard('{Enter}')
    await settle()
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true')
  })

  it('shows the claims of a route, and opens one', async () => {
    await openMap()
    mark('Route from Dandong').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    await shoot('map-chosen')
    expect(row('Dandong → Sinuiju').getAttribute('aria-expanded')).toBe('true')
    expect(side()).toContain('at least 40 people in 3 claims')
    await page.getByRole('button', { name: /A second bus followed/ }).click()
    await settle()
    await expect
      .poll(() => document.querySelector('nav [aria-current="page"]')?.textContent)
      .toBe('Claims')
  })

  it('names what is not on the map, and what has no place', async () => {
    await openMap()
    expect(side()).toContain('Not on the map: 1')
    expect(side()).toContain('a house behind the school')
    expect(side()).toContain('1 claim names no place')
    expect(side()).toContain('This map can lead to sources')
    await page.getByRole('button', { name: /a house behind the school/ }).click()
    await settle()
    expect(side()).toContain('They waited in a house')
  })

  it('leaves out what was at another time, and says how many have no date', async () => {
    await openMap()
    expect(document.body.textContent).toContain('1 claim without a date is shown too')
    slider(0).focus()
    await userEvent.keyboard('{End}')
    await settle()
    expect(slider(0).getAttribute('aria-valuetext')).toBe('Mar 2024')
    expect(marks()).toHaveLength(0)
    expect(document.body.textContent).toContain('1 claim without a date is left out')
    await userEvent.keyboard('{ArrowLeft}')
    await settle()
    expect(names().filter((name) => name.startsWith('Route'))).toEqual([
      'Route from Yanbian Prefecture to Onsong County: between 20 and 40 people in 1 claim',
    ])
  })

  it('is as it was left: its times, its legend, and what was chosen', async () => {
    await openMap()
    slider(0).focus()
    await userEvent.keyboard('{End}{ArrowLeft}')
    await settle()
    const left = slider(0).getAttribute('aria-valuetext')
    row('Yanbian Prefecture → Onsong').click()
    await page.getByRole('button', { name: 'Legend' }).click()
    await settle()
    await goTo('claims')
    await goTo('map')
    await expect.poll(() => rows('Routes').length).toBe(1)
    expect(row('Yanbian Prefecture → Onsong').getAttribute('aria-expanded')).toBe('true')
    expect(document.body.textContent).not.toContain('Number unknown')
    expect(slider(0).getAttribute('aria-valuetext')).toBe(left)
  })

  it('has an accessible equivalent: a list of all routes and places', async () => {
    await openMap()
    expect(
      rowTexts('Routes')[0]
        ?.split('\n')
        .filter((part) => part !== ''),
    ).toEqual(['Dandong → Sinuiju', '3 claims', 'at least 40 people in 3 claims'])
    expect(rowTexts('Places').find((each) => each.startsWith('Jilin'))).toContain(
      'From here: about 150 people in 1 claim',
    )
    expect(rows('Routes').length + rows('Places').length).toBe(marks().length)
  })

  it('marks on the map what the list points at, and in the list what the map points at', async () => {
    await openMap()
    row('Dandong → Sinuiju').focus()
    await settle()
    expect(mark('Route from Dandong').dataset['pointed']).toBe('true')
    mark('Route from Jilin').focus()
    await settle()
    expect(mark('Route from Dandong').dataset['pointed']).toBe('false')
    expect(row('Jilin → North Korea').dataset['pointed']).toBe('true')
  })

  it('fits the places of most claims, and names those far away at its edge', async () => {
    await openMap()
    expect(
      chips()
        .map((chip) => chip.innerText.trim())
        .sort(),
    ).toEqual(['Kunming · 1 claim ↓', 'Laos · 1 claim ↓'])
    chips()
      .find((chip) => chip.innerText.includes('Kunming'))
      ?.click()
    await settle()
    expect(document.activeElement).toBe(mark('Kunming'))
    const at = mark('Kunming').getBoundingClientRect()
    const shown = document.querySelector('svg[role="group"]')?.getBoundingClientRect()
    expect(at.left).toBeGreaterThan(shown?.left ?? 0)
    expect(at.right).toBeLessThan(shown?.right ?? 0)
    await page.getByRole('button', { name: 'Fit all' }).click()
    await settle()
    await shoot('map-all')
    expect(chips()).toHaveLength(0)
  })

  it('explains its signs in a legend that can be closed', async () => {
    await openMap()
    const legend = page.getByRole('button', { name: 'Legend' })
    expect(document.querySelectorAll('main ul[aria-label="Legend"] > li')).toHaveLength(5)
    await legend.click()
    await settle()
    expect(document.querySelector('main ul[aria-label="Legend"]')).toBe(null)
    await shoot('map-plain')
  })

  it('zooms and moves by buttons, wheel and keys, and finds back', async () => {
    await openMap()
    const land = (): string =>
      document.querySelector('svg g[transform*="scale"]')?.getAttribute('transform') ?? ''
    const whole = land()
    await page.getByRole('button', { name: 'Zoom in' }).click()
    const near = land()
    expect(near).not.toBe(whole)
    const frame = document.querySelector('svg[role="group"]')
    frame?.dispatchEvent(new WheelEvent('wheel', { deltaY: 300, bubbles: true, cancelable: true }))
    await settle()
    expect(land()).not.toBe(near)
    marks()[0]?.focus()
    const before = land()
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    expect(land()).not.toBe(before)
    await userEvent.keyboard('0')
    expect(land()).toBe(whole)
    mark('Route from Dandong').focus()
    await userEvent.keyboard('++++++++')
    await shoot('map-near')
    mark('Route from Tumen').focus()
    await settle()
    await shoot('map-disputed')
    const { left, right, top, bottom } = mark('Tumen').getBoundingClientRect()
    const shown = frame?.getBoundingClientRect()
    expect((left + right) / 2).toBeLessThan(shown?.right ?? 0)
    expect((top + bottom) / 2).toBeLessThan(shown?.bottom ?? 0)
  })
})

describe('the views of the claims', () => {
  it('share a time range, and the claim that is open', async () => {
    await openMap()
    mark('Route from Yanbian').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await settle()
    await page.getByRole('button', { name: /Between 20 and 40/ }).click()
    await settle()
    await goTo('map')
    await settle()
    expect(side()).toContain('Selected claim')
    expect(mark('Route from Yanbian').dataset['pointed']).toBe('true')
    slider(0).focus()
    await userEvent.keyboard('{End}{ArrowLeft}')
    await settle()
    await goTo('timeline')
    await settle()
    await expect.poll(() => document.body.textContent).toContain('Feb 1, 2024 to Mar 31, 2024')
    expect(document.querySelector('[data-mark][aria-current]')?.textContent).toContain(
      'Between 20 and 40',
    )
    await shoot('shared-timeline')
    await page.getByRole('button', { name: 'Fit all' }).click()
    await settle()
    await goTo('map')
    await settle()
    expect(slider(0).getAttribute('aria-valuetext')).toBe('Jan 2022')
  })
})

describe('a case', () => {
  it('chosen in the map is the case of the claims', async () => {
    const test = await openMap()
    await page.getByRole('button', { name: /All cases/ }).click()
    await page.getByRole('option').nth(1).click()
    await settle()
    await goTo('claims')
    expect(inputsOf(test, 'claims.list').at(-1)).toMatchObject({ caseId: recordId(1) })
  })
})
