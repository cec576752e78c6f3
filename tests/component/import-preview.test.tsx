import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Answers } from './answers.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { exchangeAnswers } from './exchange-answers.ts'
import { openGroup, openPreview } from './exchange-page-objects.ts'
import { shootInThemes } from './in-themes.ts'
import { packLists } from './packed-lists.ts'
import { last, press } from './page-objects.ts'
import { recordId } from './records.ts'
import { closeWindow, longWords, shoot } from './window.tsx'

afterEach(closeWindow)

const preview = () => exchangeAnswers(false)['imports.preview']()
const fromVerified = (pseudonym: string): Answers => ({
  'imports.preview': () => ({ ...preview(), from: { state: 'verified', pseudonym } }),
})
const manyRecords = {
  'imports.preview': () => ({
    ...preview(),
    items: Array.from({ length: 3_000 }, (_, i) => ({
      ...{ subject: i.toString(16).padStart(32, '0'), kind: 'report', title: `Report ${i}` },
      ...{ caseId: null, under: null, sources: [], effect: 'update', why: null, revisions: 1 },
    })),
    needs: packLists(Array.from({ length: 3_000 }, () => [])),
  }),
} satisfies Answers

const box = (name: RegExp) => page.getByRole('checkbox', { name })

const item = (seed: number, kind: string, title: string, more: object = {}) => ({
  ...{ subject: recordId(seed), kind, title, under: null as string | null, revisions: 1 },
  ...{ caseId: null as string | null, sources: [] as string[], why: null as string | null },
  effect: 'new',
  ...more,
})

/** A case with reports, sources, claims and a phrase; a source of it withdrew consent. */
const ofCase = { caseId: recordId(101) }
const stories = [
  item(101, 'case', 'Forced repatriations after October 2023'),
  item(102, 'report', 'Smaller groups since October', {
    ...ofCase,
    sources: [recordId(106), recordId(107)],
  }),
  item(103, 'report', 'Returnees held in lockups', { ...ofCase, sources: [recordId(107)] }),
  item(104, 'report', 'The bridge at night', { ...ofCase, effect: 'update' }),
  item(105, 'report', 'A letter without a case'),
  item(106, 'source', 'Simple Cushion'),
  item(107, 'source', 'True Mint', { effect: 'known' }),
  item(108, 'claim', 'About 200 people were sent back through Dandong and Tumen.', {
    ...ofCase,
    under: recordId(102),
  }),
  item(109, 'claim', 'Groups have been smaller since.', { ...ofCase, under: recordId(102) }),
  item(110, 'attribution', 'a high-ranking source', { under: recordId(106) }),
]
const story = {
  'imports.preview': () => ({
    ...preview(),
    from: { state: 'verified', pseudonym: 'Heron' },
    items: stories,
    needs: packLists(stories.map(() => [])),
    notices: [
      {
        ...{ subject: recordId(107), subjectKind: 'source', name: 'True Mint' },
        ...{ kind: 'withdrawal', day: '2024-04-10', author: '77B0-12AA-93FE-0C4D' },
        ...{ from: { state: 'verified', pseudonym: 'Heron' }, text: '', uses: ['share-desk'] },
        isAnswered: false,
      },
    ],
  }),
} satisfies Answers

describe('the preview of a file', () => {
  it('says first, in a sentence, what is new and from whom, and marks only what is unusual', async () => {
    await openPreview()
    const said = document.querySelector('main [class*="sentence"]')?.textContent
    expect(said).toBe('2 new records from Egret: 1 case, 1 report.')
    const chips = [...document.querySelectorAll('main ul [class*="chip"]')]
    const words = chips.map(({ textContent }) => textContent)
    expect(words).toEqual(expect.arrayContaining(['Rejected', 'Newer revision']))
    expect(words).not.toContain('New here')
    expect(words).not.toContain('Already here')
  })

  it('names a verified sender with a mark that a name cannot imitate', async () => {
    await openPreview({ answers: fromVerified('Egret ✓') })
    const said = document.querySelector('main [class*="sentence"]')
    expect(said?.textContent).toContain('from Egret ✓ (Verified): ')
    expect(said?.querySelectorAll('svg')).toHaveLength(1)
  })

  it('lists records by case, with the sources of each report, folds what is only new, and opens the rest', async () => {
    await openPreview()
    const groups = [...document.querySelectorAll('main details')].map((group) => [
      group.querySelector('summary span')?.textContent,
      (group as HTMLDetailsElement).open,
    ])
    expect(groups).toEqual([
      ['Rejected records', true],
      ['Forced repatriations', true],
      ['Crossings in winter', false],
    ])
    await openGroup('Crossings in winter')
    const row = page.getByRole('button', { name: /^A new crossing/ })
    await expect.poll(() => row.element().textContent).toContain('Quiet Harbour')
    await expectAccessible()
  })

  it('of a whole case is one press, and leaves what others need', async () => {
    const test = await openPreview()
    ;(box(/^All of “Forced repatriations”/).element() as HTMLElement).click()
    await press('Import')
    expect(last(test, 'imports.commit')).toMatchObject({
      take: [recordId(30), recordId(31)],
    })
  })

  it('stays quick among thousands: it draws a part, and takes all', async () => {
    const test = await openPreview({ answers: manyRecords })
    expect(document.querySelectorAll('main [data-effect]').length).toBeLessThan(300)
    await press('Show more (2,800 left)')
    expect(document.querySelectorAll('main [data-effect]').length).toBeLessThan(500)
    ;(box(/^Report 0$/).element() as HTMLElement).click()
    await press('Import')
    const { take } = last(test, 'imports.commit') as { take: string[] }
    expect(take).toHaveLength(2_999)
  })

  it.each(['en', 'ko', 'zh'] as const)(
    'names a withdrawal in red before the records (%s)',
    async (language) => {
      await openPreview({ language, answers: story })
      const red = document.querySelector('main [class*="danger"]')
      const list = document.querySelector('main ul[aria-label]')
      expect(red?.textContent).toContain('True Mint')
      expect(red?.compareDocumentPosition(list!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
      expectNothingCut()
      await expectAccessible()
      await shootInThemes('import-story', language)
    },
  )

  it('holds longer words in a small window', async () => {
    await page.viewport(683, 384)
    await openPreview({ words: longWords, answers: story })
    expectNothingCut()
    await shoot('import-story-small')
    await page.viewport(1366, 768)
  })
})
