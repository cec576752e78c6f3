import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { rowAt } from './list-page-objects.ts'
import { press } from './page-objects.ts'
import { editor } from './report-page-objects.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'
import { expectFineInThemes } from './in-themes.ts'
import type { TestVault } from './test-vault.ts'
import type { TestVaultOptions } from './answers.ts'

const start = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow({ theme: 'light', ...options })
  await goTo('reports')
  return test
}

const box = (): HTMLElement => document.querySelector('main [type="search"]') as HTMLElement
const rows = (): number => document.querySelectorAll('main [role="listitem"]').length
/** The title of the report beside the list. */
const shownTitle = (): string =>
  document.querySelector<HTMLTextAreaElement>('main textarea')?.value ??
  document.querySelector('main [data-tab] h1')?.textContent ??
  ''

const search = async (words: string): Promise<void> => {
  await userEvent.fill(box(), words)
  await settle(250)
  await settle()
}

const korean = '북송된 사람들은 단둥과 투먼에서 한꺼번에 넘겨졌다'
const envoy = 'The envoy calls the returns a breach of the Refugee Convention'

afterEach(closeWindow)

describe('a search of the reports', () => {
  it('shows its first result while typing goes on, and brings back what was open', async () => {
    await start()
    await userEvent.click(await rowAt(5))
    await expect.poll(shownTitle).toBe(envoy)
    await userEvent.click(box())
    await search('항저우')
    await expect.poll(shownTitle).toBe(korean)
    expect(document.activeElement).toBe(box())
    await userEvent.keyboard('{Escape}')
    await expect.poll(shownTitle).toBe(envoy)
  })

  it('keeps the open report where it is among the results', async () => {
    await start()
    await userEvent.click(await rowAt(5))
    await search('Hangzhou')
    expect(rows()).toBeGreaterThan(1)
    expect(shownTitle()).toBe(envoy)
  })

  it('opens its first result once the user writes in it', async () => {
    await start()
    await userEvent.click(await rowAt(5))
    await search('항저우')
    await expect.poll(shownTitle).toBe(korean)
    await userEvent.click(await editor())
    await userEvent.fill(box(), '')
    await settle()
    expect(shownTitle()).toBe(korean)
  })

  it('never takes away a new report that is being written', async () => {
    await start()
    await press('New report')
    await userEvent.keyboard('Night crossing')
    await settle(1200)
    await search('항저우')
    expect(shownTitle()).toBe('Night crossing')
  })

  it('leads into the results with arrow down, and opens one with Enter', async () => {
    await start()
    await search('Hangzhou')
    await userEvent.click(box())
    await userEvent.keyboard('{ArrowDown}')
    const row = (): string | null | undefined =>
      document.activeElement?.closest('[role="listitem"]')?.getAttribute('aria-posinset')
    await expect.poll(row).toBe('1')
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(row).toBe('2')
    await userEvent.keyboard('{Enter}')
    await expect.poll(shownTitle).toMatch(/^Dozens of officials/)
  })

  it('says which words no report contains, once', async () => {
    await start()
    await search('kilns')
    await expect.element(page.getByText('No report contains “kilns”')).toBeVisible()
  })
})

describe('the words of a search in the open report', () => {
  const marked = (): string[] =>
    [...document.querySelectorAll('main .cm-found')].map(({ textContent }) => textContent)
  const place = (): string =>
    document.querySelector('main [class*="_places_"] span')?.textContent ?? ''

  it('are marked, and gone through with F3 from the text', async () => {
    await start()
    await search('o')
    await expect.poll(marked).toContain('o')
    const [at, count] = place().split(' of ').map(Number)
    expect(at).toBe(1)
    expect(count).toBeGreaterThan(2)
    await userEvent.click(await editor())
    await userEvent.keyboard('{F3}')
    await expect.poll(place).toBe(`2 of ${count}`)
    await userEvent.keyboard('{Shift>}{F3}{F3}{/Shift}')
    await expect.poll(place).toBe(`${count} of ${count}`)
  })

  it('open the translation that has them', async () => {
    await start({
      answers: {
        'search.places': () => ({
          places: [{ part: 'translated-body', index: 0, start: 0, end: 3, words: '항저우' }],
        }),
      },
    })
    await search('Hangzhou')
    await expect.poll(marked).toEqual(['항저우'])
    const tab = document.querySelector('main [role="tab"][aria-selected="true"]')
    expect(tab?.textContent).toContain('Translations')
  })

  it('are shown in a low window without taking the search box out of it', async () => {
    await page.viewport(683, 384)
    await start()
    await search('Hangzhou')
    await expect.poll(marked).toEqual(['Hangzhou'])
    await settle(300)
    const at = box().getBoundingClientRect()
    expect(at.top).toBeGreaterThan(0)
    expect(at.bottom).toBeLessThan(innerHeight)
    await userEvent.click(page.getByRole('button', { name: 'Hide highlights' }))
    await expect.poll(marked).toEqual([])
    await page.viewport(1366, 768)
  })

  it('stay where the user writes: nothing scrolls away from the caret', async () => {
    const test = await start()
    await search('항저우')
    await userEvent.click(await editor())
    await userEvent.keyboard(`{Control>}{End}{/Control}${'{Enter}'.repeat(40)}항저우`)
    await expect.poll(() => test.calls.some(({ channel }) => channel === 'reports.save')).toBe(true)
    await expect.poll(place).toBe('1 of 2')
    await settle(300)
    const caret = document.querySelector('main .cm-cursor')?.getBoundingClientRect()
    expect(caret?.top).toBeGreaterThan(0)
    expect(caret?.bottom).toBeLessThan(innerHeight)
  })

  it('are marked no more on request, and without a search', async () => {
    await start()
    await search('Hangzhou')
    await expect.poll(marked).toEqual(['Hangzhou'])
    await press('Hide highlights')
    await expect.poll(marked).toEqual([])
    await search('China')
    await expect.poll(marked).toContain('China')
    await search('')
    await expect.poll(marked).toEqual([])
  })
})

describe('the filter of the reports', () => {
  const typed = (): string => (box() as HTMLInputElement).value

  it('writes dates, language and tags into the search, before its words', async () => {
    await start()
    await search('river night')
    await press('Filter')
    await userEvent.fill(page.getByLabelText('From', { exact: true }), '2023-1')
    await expect.element(page.getByText(/^A year, a month or a day/)).toBeVisible()
    expect(typed()).toBe('river night')
    await userEvent.fill(page.getByLabelText('From', { exact: true }), '2023-10')
    await expect.poll(typed).toBe('after:2023-10 river night')
    await userEvent.click(page.getByLabelText('Tag', { exact: true }))
    await userEvent.keyboard('night crossing')
    await expect.poll(typed).toBe('tag:"night crossing" after:2023-10 river night')
    await press('Clear filters')
    await expect.poll(typed).toBe('river night')
  })

  it.each(['en', 'ko', 'zh'] as const)(
    'holds each filter and how to write it, in %s',
    async (language) => {
      await page.viewport(1280, 720)
      await start({ language })
      const name = { en: 'Filter', ko: '필터', zh: '筛选' }[language]
      await userEvent.click(page.getByRole('button', { name, exact: true }))
      await settle()
      document.querySelector<HTMLElement>('[role="dialog"] summary')?.click()
      await settle()
      await expectFineInThemes('search-filter', language)
      await page.viewport(1366, 768)
    },
  )
})

describe('the box of another list', () => {
  it.each([
    ['cases', 'Filter cases'],
    ['sources', 'Filter sources'],
    ['claims', 'Filter claims'],
  ] as const)('says what it narrows: %s', async (area, name) => {
    await openWindow()
    await goTo(area)
    await expect.element(page.getByRole('searchbox', { name })).toBeVisible()
    await userEvent.click(page.getByRole('searchbox', { name }))
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(() => document.activeElement?.closest('[role="listitem"]')).not.toBeNull()
  })
})

describe.each(['en', 'ko', 'zh'] as const)('the search in %s', (language) => {
  it('is readable, with results and without', async () => {
    await page.viewport(1280, 720)
    await start({ language })
    await search(language === 'en' ? 'Hangzhou' : language === 'ko' ? '항저우' : '杭州')
    await expectFineInThemes('search', language)
    await search('kilns')
    await expectFineInThemes('search-none', language)
    await page.viewport(1366, 768)
  })
})
