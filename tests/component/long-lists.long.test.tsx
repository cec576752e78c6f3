import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { ReportRow } from '../../src/shared/records.ts'
import type { Answers } from './answers.ts'
import type { TestVault } from './test-vault.ts'
import { accessible, inputsOf, press } from './page-objects.ts'
import { focused, focusRow, heading, keys, start } from './list-page-objects.ts'
import { answersOf, claimAt } from './timeline-answers.ts'
import { closeWindow, goTo, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const many = 100_000

/** A hundred thousand reports; only requested rows are ever made. */
const crowd: Answers = {
  'reports.list': ({ order = 'newest', skip = 0, limit }) => ({
    rows: Array.from({ length: Math.max(0, Math.min(limit, many - skip)) }, (_, at) => {
      const n = order === 'oldest' ? skip + at + 1 : many - skip - at
      return {
        id: n.toString(16).padStart(32, '0'),
        rev: 1,
        updatedDay: '2024-04-12',
        state: n % 3 === 0 ? ('filed' as const) : ('draft' as const),
        title: `Report ${String(n)}`,
        excerpt:
          n % 4 === 0 ? '' : 'They crossed the river at night, in groups of five. '.repeat(n % 3),
        language: 'en',
        eventDate: n % 2 === 0 ? '2024-04' : '',
        caseId: null,
        sourceIds: [],
        tags: [],
        conflicted: false,
      } satisfies Omit<ReportRow, 'id' | 'updatedDay' | 'language'> & Record<string, unknown>
    }),
    next: null,
    total: many,
  }),
}
const readRows = (test: TestVault): number[] =>
  inputsOf(test, 'reports.list').map((input) => (input as { readonly skip?: number }).skip ?? 0)

describe('the order of the list', () => {
  it('is chosen from a menu, requested from the vault, named, and reset by its chip', async () => {
    const test = await start()
    await press('Order and selection')
    await accessible()
    await shoot('lists-order')
    await page.getByRole('menuitemradio', { name: 'By title' }).click()
    await settle()
    expect(inputsOf(test, 'reports.list').at(-1)).toMatchObject({ order: 'title', skip: 0 })
    await expect.element(page.getByRole('list', { name: 'Reports by title' })).toBeVisible()
    await shoot('lists-by-title')
    await press('Back to newest first')
    await expect.element(page.getByRole('list', { name: 'Reports, newest first' })).toBeVisible()
  })
})

describe('lists that are loaded as a whole', () => {
  const firstRow = (): string =>
    document.querySelector('main [aria-posinset="1"] button')?.textContent ?? ''

  it('of sources are sorted by name, as the menu says, and are walked with j and opened with o', async () => {
    await start()
    await goTo('sources')
    expect(firstRow()).toContain('Quiet Harbour')
    await press('Order: Newest first')
    await page.getByRole('menuitemradio', { name: 'By name' }).click()
    await settle()
    expect(firstRow()).toContain('Copper Lantern')
    await accessible()
    await shoot('lists-sources')
    await focusRow(1)
    await keys('jo')
    expect(document.querySelector('[aria-current="true"]')?.textContent).toContain('Julie Turner')
  })

  it('of claims are sorted by the date of the event, the latest first', async () => {
    await start({
      answers: answersOf([
        claimAt(1, 'In winter', '2021-01'),
        claimAt(2, 'Nobody knows when', ''),
        claimAt(3, 'Later', '2024-04~'),
        claimAt(4, 'Between', '2022'),
      ]),
    })
    await goTo('claims')
    await press('Order: Newest first')
    await page.getByRole('menuitemradio', { name: 'By event date' }).click()
    await settle()
    await shoot('lists-claims')
    const told = [...document.querySelectorAll('main [role="listitem"]')].map(
      (row) => /Later|Between|In winter|Nobody/.exec(row.textContent)?.[0],
    )
    expect(told).toEqual(['Later', 'Between', 'In winter', 'Nobody'])
  })
})

describe('a hundred thousand reports', () => {
  it('jump to the end and back without the pages between, and few rows exist at once', async () => {
    const test = await start({ answers: crowd })
    expect(heading()).toBe('Reports100,000')
    await focusRow(1)
    await keys('{End}')
    await expect.poll(focused).toBe(String(many))
    expect(document.activeElement?.textContent).toContain('Report 1')
    expect(new Set(readRows(test)).size).toBeLessThan(6)
    expect(document.querySelectorAll('[role="listitem"]').length).toBeLessThan(60)
    await keys('{Home}')
    await expect.poll(focused).toBe('1')
    expect(document.activeElement?.textContent).toContain('Report 100000')
  })

  it('scroll without a pause, and what is scrolled past is not read', async () => {
    const test = await start({ answers: crowd })
    const list = (await untilFound('main [role="list"]')).parentElement as HTMLElement
    let most = 0
    /** Requests made by a scroll that was too slow to count. */
    const forgotten = new Set<unknown>()
    /** Scrolls by `step` in every frame. @returns the median time of a frame. */
    const median = async (count: number, step: number): Promise<number> => {
      const times: number[] = []
      let last = await new Promise<number>(requestAnimationFrame)
      for (let n = 0; n < count; n += 1) {
        list.scrollTop += step
        const now = await new Promise<number>(requestAnimationFrame)
        times.push(now - last)
        last = now
        most = Math.max(most, document.querySelectorAll('[role="listitem"]').length)
      }
      return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? 0
    }
    /** The best of a few runs: other tests share the machine. */
    const best = async (count: number, step: number): Promise<number> => {
      for (let time = 1; ; time += 1) {
        const before = test.calls.length
        const took = await median(count, step)
        if (took < 25 || time === 5) return took
        list.scrollTop = 0
        await settle()
        for (const call of test.calls.slice(before)) forgotten.add(call)
      }
    }
    // 16.7 is a sixtieth; a busy machine drops some.
    expect(await best(120, 60)).toBeLessThan(25)
    expect(await best(60, 150_000)).toBeLessThan(25)
    await settle()
    expect(most).toBeLessThan(60)
    // Pages between two frames are skipped: the list reads the pages at which it rests, and few on
    // the way.
    const calls = test.calls.filter((call) => !forgotten.has(call))
    expect(new Set(readRows({ ...test, calls })).size).toBeLessThan(20)
    expect(document.querySelector('[role="listitem"] button')).not.toBeNull()
  })

  it('are selected up to a bound, which the app names', async () => {
    await start({ answers: crowd })
    await focusRow(1)
    await keys('{Control>}a{/Control}')
    await expect.poll(heading).toBe('5,000 selected')
    await expect.element(page.getByText('At most 5,000 can be selected at once.')).toBeVisible()
  })
})
