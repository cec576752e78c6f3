import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectFineInThemes } from './in-themes.ts'
import { cannedRecords, recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

const press = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}
const openRow = (index: number): Promise<void> =>
  press(`main [role="listitem"][aria-posinset="${index + 1}"] button`)

/** Limits the app to the first case. */
const chooseCase = async (): Promise<void> => {
  await press('nav [aria-haspopup="listbox"]')
  await press('[role="option"]:nth-of-type(2)')
}

/** Selects the first words of the text and marks them. */
const mark = async (): Promise<void> => {
  await openRow(2)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}a{/Control}')
  await press('.cm-selection-bar button')
}
const sectionButton = async (heading: string, at: number): Promise<void> => {
  const section = [...document.querySelectorAll('main section section')].find((found) =>
    found.querySelector('h2')?.textContent.includes(heading),
  )
  section?.querySelectorAll('button')[at]?.click()
  await settle(400)
}
const titles = ['Attributions', '출처 표기', '来源表述']
const phraseButton = async (at: number): Promise<void> => {
  await openRow(0)
  await press('main [role="tab"]:nth-of-type(2)')
  for (const title of titles) await sectionButton(title, at)
}

type Screen = {
  readonly area: ViewTarget
  readonly options?: TestVaultOptions
  readonly steps?: () => Promise<void>
}

const screens: Readonly<Record<string, Screen>> = {
  'claims-empty': { area: 'claims', options: { empty: true } },
  claims: { area: 'claims' },
  claim: { area: 'claims', steps: () => openRow(0) },
  'claim-edit': {
    area: 'claims',
    steps: async () => {
      await openRow(1)
      await press('main :is(section, div) + section header button')
    },
  },
  'claims-matrix': { area: 'matrix', steps: chooseCase },
  'claims-matrix-no-case': { area: 'matrix' },
  'claim-mark': { area: 'reports', steps: mark },
  'claims-of-report': {
    area: 'reports',
    steps: async () => {
      await openRow(0)
      const tabs = [...document.querySelectorAll<HTMLElement>('main [role="tab"]')]
      tabs.at(-1)?.click()
      await settle()
    },
  },
  phrases: {
    area: 'sources',
    steps: async () => {
      await openRow(0)
      const head = [...document.querySelectorAll('main h2')].find((found) =>
        titles.some((title) => found.textContent.includes(title)),
      )
      head?.scrollIntoView()
    },
  },
  'phrase-new': { area: 'sources', steps: () => phraseButton(0) },
}

const show = async (
  { options, area, steps }: Screen,
  more: TestVaultOptions & { readonly words?: Readonly<Record<string, string>> },
): Promise<void> => {
  await openWindow({ ...options, ...more })
  await settle()
  await goTo(area)
  await steps?.()
}

afterEach(closeWindow)

describe.each(Object.entries(screens))('%s', (name, screen) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme, and can be used without a mouse`, async () => {
      await show(screen, { language })
      await expectFineInThemes(name, language)
      expectReachable()
    })
  }

  it.runIf(isLong)('has room for words that are 40 per cent longer', async () => {
    await show(screen, { theme: 'light', words: longWords })
    await shoot(`${name}-long`)
    expectNothingCut()
    expectReachable()
  })
})

describe('claims', () => {
  it('say when their words are gone from the report, and nothing while they are there', async () => {
    const says = (): boolean =>
      document.querySelector('main')?.textContent?.includes('no longer contains these words') ===
      true
    await openWindow({})
    await goTo('claims')
    await openRow(0)
    await settle()
    expect(says()).toBe(false)
    closeWindow()
    await openWindow({
      answers: {
        'reports.get': ({ id }) => {
          const found = cannedRecords().reports.find((report) => report.id === id)
          if (found === undefined) throw new Refuse('not-found')
          return { ...found, content: { ...found.content, body: 'Another text.' } }
        },
      },
    })
    await goTo('claims')
    await openRow(0)
    await settle()
    expect(says()).toBe(true)
    await expectAccessible()
  })

  it('are made of the words that are selected in a report', async () => {
    const { calls } = await openWindow({ language: 'ko', theme: 'light' })
    await goTo('reports')
    await mark()
    // The text stays in sight beside the form.
    expect(document.querySelector('main .cm-content')).not.toBe(null)
    await press('aside form button[type="submit"]')
    await expect.poll(() => document.querySelector('aside form')).toBe(null)
    const saved = calls.find(({ channel }) => channel === 'claims.save')?.input
    const quote = '항저우 아시안게임이 끝난 직후'
    expect(saved).toMatchObject({
      id: null,
      content: { reportId: recordId(22), start: 0, quote: expect.stringContaining(quote) },
    })
  })

  it('are marked by a button beside the text, which covers none of its words', async () => {
    await page.viewport(1280, 720)
    await openWindow({ theme: 'light' })
    await goTo('reports')
    await openRow(0)
    await userEvent.dblClick(await untilFound('.cm-content'), { position: { x: 240, y: 80 } })
    const button = await untilFound('.cm-selection-bar button')
    expect(button.getAttribute('aria-label')).toBe('Mark as claim')
    const box = button.getBoundingClientRect()
    expect(box.width).toBeGreaterThan(20)
    const range = document.createRange()
    range.selectNodeContents(await untilFound('.cm-content'))
    const covered = [...range.getClientRects()].filter(
      (row) =>
        row.left < box.right &&
        row.right > box.left &&
        row.top < box.bottom &&
        row.bottom > box.top,
    )
    expect(covered).toEqual([])
    expect(box.right).toBeLessThan(innerWidth)
    await shoot('selection-bar')
    await page.viewport(1366, 768)
  })

  it('are not made of nothing: without a selection the window says what to do', async () => {
    const { calls } = await openWindow({ theme: 'light' })
    await goTo('reports')
    await openRow(0)
    expect(document.querySelector('.cm-selection-bar')).toBe(null)
    await userEvent.keyboard('{Control>}k{/Control}Mark as claim{Enter}')
    await expect.poll(() => document.body.textContent).toContain('Select the words')
    expect(document.querySelector('aside form')).toBe(null)
    expect(calls.some(({ channel }) => channel === 'claims.save')).toBe(false)
  })

  it('are in a table whose rows and columns have names, and whose cells say what they mean', async () => {
    await openWindow({ theme: 'light' })
    await goTo('matrix')
    await chooseCase()
    const rows = [...document.querySelectorAll('table tbody tr')]
    expect(rows).toHaveLength(3)
    expect(document.querySelectorAll('table thead th[scope="col"]')).toHaveLength(6)
    const first = rows.find((row) => row.textContent.includes('About 200 people'))
    expect(first?.querySelector('th[scope="row"]')?.textContent).toContain('About 200 people')
    expect([...(first?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)).toEqual([
      '2',
      expect.stringMatching(/^[1-6] [a-z]+$/u),
      'supports',
      'supports',
      'contradicts',
    ])
    // What rests on fewest origins comes first.
    const counts = rows.map((row) => Number(row.querySelector('td')?.textContent))
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(document.body.textContent).toMatch(/1 of 3 claims has two origins or more/)
    first?.querySelector('button')?.click()
    await settle()
    expect(document.body.textContent).toContain('2 independent origins')
  })
})

describe('a grade', () => {
  it('of a claim is not saved without a reason', async () => {
    const { calls } = await openWindow({ theme: 'light' })
    await goTo('claims')
    await openRow(1)
    await press('main :is(section, div) + section header button')
    const reason = [...document.querySelectorAll('label')].find(
      (label) => label.textContent === 'Reason for this grade',
    )
    await userEvent.clear(document.getElementById(reason?.htmlFor ?? '') as Element)
    const grades = [...document.querySelectorAll('main [aria-haspopup="listbox"]')].find((each) =>
      /^[1-6]/.test(each.textContent),
    )
    ;(grades as HTMLElement).click()
    await settle()
    await press('[role="option"]:nth-of-type(1)')
    await press('main button[type="submit"]')
    expect(calls.some(({ channel }) => channel === 'claims.save')).toBe(false)
    expect(document.body.textContent).toContain(
      'Give a reason: without one, others cannot weigh the grade.',
    )
  })
})

describe('a phrase', () => {
  it('is not saved without a pool and what the pool rests on', async () => {
    const { calls } = await openWindow({ theme: 'light' })
    await goTo('sources')
    await phraseButton(0)
    const fields = document.querySelectorAll<HTMLInputElement>(
      '[role="dialog"] input:not([type="hidden"])',
    )
    await userEvent.fill(fields[0] as Element, 'a trader in the border area')
    await press('[role="dialog"] button[type="submit"]')
    expect(calls.some(({ channel }) => channel === 'attributions.save')).toBe(false)
    expect(document.querySelectorAll('[role="dialog"] [aria-invalid="true"]').length).toBe(3)
  })

  it('that fits three people is marked as one that may not be printed', async () => {
    await openWindow({ theme: 'light' })
    await goTo('sources')
    await openRow(0)
    await press('main [role="tab"]:nth-of-type(2)')
    expect(document.body.textContent).toContain('Too few: fewer than 5')
    expect(document.body.textContent).toContain('Small: fewer than 20')
  })
})
