import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page } from 'vitest/browser'
import type { Source } from '../../src/shared/records.ts'
import type { TestVaultOptions } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { cannedRecords, recordId } from './records.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'
import type { TestVault } from './test-vault.ts'
import { isLong, viewLanguages } from './view-languages.ts'

const press = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}

const consent = { audience: '', given: '2023-10', withdrawn: '', note: '' }

/** A source with all that its page can show; the second source must not be contacted. */
const told = (): Source[] =>
  cannedRecords().sources.map((source, index) =>
    index > 1
      ? source
      : {
          ...source,
          content: {
            ...source.content,
            vantage: 'nearby',
            lastContact: '2024-03',
            checkInDue: '2024-04-01',
            doNotContact: index === 1,
            consents: [
              { ...consent, use: 'internal' },
              {
                ...consent,
                use: 'share-desk',
                audience: 'Desk in Seoul',
                withdrawn: index === 1 ? '2024-04-02' : '',
                note: 'Not before it is checked.',
              },
            ],
            risks: [
              { who: 'family', level: 'high', note: 'Lives in the same place.' },
              { who: 'broker', level: 'low', note: '' },
            ],
          },
        },
  ) as Source[]

const pastExport = {
  exportId: 'e1',
  day: '2024-03-01',
  reports: 4,
  to: ['passphrase'],
  names: [null],
  bytes: 81_920,
  purpose: 'Monthly hand-over',
  withdrawn: [recordId(11)],
  cosigned: null,
  overridden: [],
}

const options = (more: TestVaultOptions = {}): TestVaultOptions => {
  const sources = told()
  return {
    ...more,
    answers: {
      'sources.list': () => sources,
      'sources.get': ({ id }) => sources.find((source) => source.id === id) ?? sources[0]!,
      'exports.list': () => [pastExport],
      ...more.answers,
    },
  }
}

const openSource = (index: number): Promise<void> =>
  press(`main [role="listitem"][aria-posinset="${index + 1}"] button`)

/** The acts of a source behind its three dots, in their order. */
const act = async (index: number): Promise<void> => {
  await press('main div + section button[aria-haspopup="true"]')
  const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  items[index]?.click()
  await settle()
}

const screens: Readonly<Record<string, () => Promise<void>>> = {
  'source-page': async () => {
    await goTo('sources')
    await openSource(0)
  },
  'source-withdrawn': async () => {
    await goTo('sources')
    await openSource(1)
  },
  'source-edit': async () => {
    await goTo('sources')
    await openSource(0)
    const more = await untilFound('main div + section button[aria-haspopup="true"]')
    more.parentElement?.querySelector('button')?.click()
    await settle()
    document.querySelector('[role="group"] [role="group"]')?.scrollIntoView()
    await settle()
  },
  'source-found': async () => {
    await goTo('sources')
    await openSource(0)
    await act(1)
  },
  'source-sheet': async () => {
    await goTo('sources')
    await openSource(0)
    await act(1)
    const found = (await untilFound('main section ol')).closest('[class*="page"]')
    found?.querySelectorAll('button')[1]?.click()
    await settle()
  },
}

const show = async (name: string, more: Parameters<typeof openWindow>[0]): Promise<TestVault> => {
  const desk = await openWindow({
    ...more,
    ...options(more),
  })
  await settle()
  await screens[name]?.()
  return desk
}

afterEach(closeWindow)

describe.each(Object.keys(screens))('%s', (name) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme, and can be used without a mouse`, async () => {
      await show(name, { language })
      await expectFineInThemes(name, language)
      expectReachable()
    })
  }

  it.runIf(isLong)('has room for words that are 40 per cent longer', async () => {
    await show(name, { theme: 'light', words: longWords })
    await shoot(`${name}-long`)
    expectNothingCut()
    expectReachable()
  })
})

describe('a source', () => {
  it('says that a check-in is overdue, or that the source must not be contacted', async () => {
    await show('source-page', {})
    expect(document.querySelector('main')?.textContent).toContain('Check-in overdue since')
    await show('source-withdrawn', {})
    const words = document.querySelector('main')?.textContent ?? ''
    expect(words).toContain('Consent was withdrawn')
    expect(words).toContain('1 earlier export contains this source')
    expect(words).toContain('Files were already written for 1 publication that uses this source')
    expect(words).toContain('Returned in October')
  })

  it('that withdrew consent is marked in every list and on every report that uses it', async () => {
    const { sources, reports } = cannedRecords()
    await openWindow(options())
    await expect.element(page.getByText('Consent withdrawn').first()).toBeVisible()
    const rows = [...document.querySelectorAll('main [role="listitem"]')]
    const marked = rows.filter(({ textContent }) => textContent?.includes('Consent withdrawn'))
    const using = reports.filter(({ content }) => content.sourceIds.includes(sources[1]!.id))
    expect(marked).toHaveLength(using.length)
    expect(using.length).toBeGreaterThan(0)
    marked[0]?.querySelector('button')?.click()
    await settle(400)
    const report = document.querySelector('main')?.textContent ?? ''
    expect(report).toContain('Copper Lantern withdrew consent')
    await expect.element(page.getByText('Must not be used')).toBeVisible()
    await shoot('report-withdrawn')
    await expectAccessible()
    await goTo('sources')
    const named = [...document.querySelectorAll('main [role="listitem"]')].filter(
      ({ textContent }) => textContent?.includes('Consent withdrawn'),
    )
    expect(named.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Copper Lantern'),
    ])
  })

  it('is found out: one press takes back every consent and stops contact', async () => {
    const { calls } = await show('source-found', {})
    await press('main button[class*="danger"]')
    const saved = calls.filter(({ channel }) => channel === 'sources.save').pop()?.input as {
      content: { doNotContact: boolean; consents: { withdrawn: string }[] }
    }
    expect(saved.content.doNotContact).toBe(true)
    expect(saved.content.consents.every(({ withdrawn }) => withdrawn !== '')).toBe(true)
  })

  it('goes onto paper without its names', async () => {
    await show('source-sheet', {})
    const paper = await untilFound('[data-print="paper"]')
    const words = paper.textContent ?? ''
    expect(words).toContain(recordId(10).slice(0, 8))
    for (const name of ['Quiet Harbour', 'About 200', 'Monthly', 'Lives in', 'Returned in']) {
      expect(words).not.toContain(name)
    }
    const browser = cdp() as unknown as {
      send: (method: string, parameters: object) => Promise<unknown>
    }
    // The printed page: the sheet and nothing else of the window, not cut at its bottom.
    await browser.send('Emulation.setEmulatedMedia', { media: 'print' })
    try {
      const shown = [...document.body.children].filter(
        (element) => element instanceof HTMLElement && element.offsetHeight > 0,
      )
      expect(shown).toEqual([paper])
      expect(getComputedStyle(paper).visibility).toBe('visible')
      expect(getComputedStyle(document.body).overflow).toBe('visible')
    } finally {
      await browser.send('Emulation.setEmulatedMedia', { media: '' })
    }
  })
})
