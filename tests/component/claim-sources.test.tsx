import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut, expectReachable } from './checks.ts'
import type { Claim } from '../../src/shared/claims.ts'
import type { In } from '../../src/shared/contract.ts'
import type { Answers } from './answers.ts'
import { press } from './page-objects.ts'
import { expectFineInThemes } from './in-themes.ts'
import { cannedRecords, recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

const [harbour, lantern, turner] = [recordId(10), recordId(11), recordId(12)]

/** Every report names these sources. */
const naming = (...sourceIds: string[]): Answers => ({
  'reports.get': ({ id }) => {
    const found = cannedRecords().reports.find((report) => report.id === id)
    if (found === undefined) throw new Refuse('not-found')
    return { ...found, content: { ...found.content, sourceIds: sourceIds as never } }
  },
})
const claimOf = (id: string, statement: string, more: object = {}) =>
  ({
    id,
    rev: 1,
    updatedDay: '2024-04-12',
    content: {
      reportId: recordId(20),
      caseId: recordId(1),
      quote: 'They crossed at the same time, through two border towns.',
      start: 124,
      end: 180,
      statement,
      act: '',
      whom: '',
      byWhom: '',
      from: { text: '', precision: 'unstated' },
      to: { text: '', precision: 'unstated' },
      when: '',
      count: { qualifier: 'unknown', low: null, high: null },
      credibility: '6',
      credibilityReason: '',
      links: [],
      ...more,
    },
  }) as unknown as Claim
const row = (
  [id, statement]: readonly [number, string],
  [supportedBy, contradictedBy, maySupport, mayContradict]: readonly (readonly number[])[],
) => ({
  claim: claimOf(recordId(id), statement),
  supportedBy: [...(supportedBy ?? [])],
  contradictedBy: [...(contradictedBy ?? [])],
  maySupport: [...(maySupport ?? [])],
  mayContradict: [...(mayContradict ?? [])],
})
const unsaid: Answers = {
  ...naming(harbour, lantern),
  'claims.corroboration': () => ({
    origins: [
      { sources: [harbour], names: ['Quiet Harbour'], reliability: 'B' },
      { sources: [lantern], names: ['Copper Lantern'], reliability: 'C' },
      { sources: [turner], names: ['Julie Turner'], reliability: 'A' },
    ] as never,
    claims: [
      row([40, 'About 200 people were returned.'], [[0], [2], [0, 1], []]),
      row([41, '두 도시에서 같은 시각에 넘겨졌다.'], [[0], [], [], []]),
      row([42, '当天没有人被移交。'], [[2], [0], [], [0, 1]]),
    ],
  }),
}
/** The opened claim has these speakers. */
const saying = (...sourceIds: string[]): Answers => ({
  'claims.get': ({ id }) => claimOf(id, 'About 200 people were returned.', { sourceIds }),
})

const click = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}
const openClaim = async (): Promise<void> => {
  await goTo('claims')
  await click('main [role="listitem"][aria-posinset="1"] button')
}
const edit = async (): Promise<void> => {
  await openClaim()
  await click('main :is(section, div) + section header button')
}
const openMatrix = async (): Promise<void> => {
  await goTo('matrix')
  await click('nav [aria-haspopup="listbox"]')
  await click('[role="option"]:nth-of-type(2)')
}
const group = () => page.getByRole('group', { name: 'Said by' })
const boxes = (): readonly (readonly [string, boolean])[] =>
  [...document.querySelectorAll<HTMLInputElement>('fieldset input[type="checkbox"]')].map(
    (box) => [box.closest('label')?.textContent ?? '', box.checked] as const,
  )
const mainText = (): string => document.querySelector('main')?.textContent ?? ''

const screens: Readonly<
  Record<string, { readonly answers: Answers; readonly steps: () => Promise<void> }>
> = {
  'claim-sources-form': { answers: unsaid, steps: edit },
  'claim-sources-gone': { answers: { ...unsaid, ...saying(harbour, turner) }, steps: edit },
  'claim-sources-claim': { answers: unsaid, steps: openClaim },
  'claim-sources-matrix': { answers: unsaid, steps: openMatrix },
}

afterEach(closeWindow)

describe.each(Object.entries(screens))('%s', (name, { answers, steps }) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme, and can be used without a mouse`, async () => {
      await openWindow({ language, answers })
      await steps()
      await expectFineInThemes(name, language)
      expectReachable()
    })
  }

  it.runIf(isLong)('has room for words that are 40 per cent longer', async () => {
    await openWindow({ theme: 'light', words: longWords, answers })
    await steps()
    await shoot(`${name}-long`)
    expectNothingCut()
    expectReachable()
  })
})

describe('the speakers of a claim', () => {
  it('are chosen by code name where the report names several sources, with an explanation', async () => {
    await openWindow({ theme: 'light', answers: naming(lantern, harbour) })
    await edit()
    expect(boxes()).toEqual([
      ['Copper Lantern', false],
      ['Quiet Harbour', false],
    ])
    await expect.element(group()).toHaveAccessibleDescription(/one origin at most/)
  })

  it('are not asked for where the report names one source, or none', async () => {
    for (const sources of [[harbour], []]) {
      await openWindow({ theme: 'light', answers: naming(...sources) })
      await edit()
      expect(mainText()).toContain('The claim')
      expect(mainText()).not.toContain('Said by')
    }
  })

  it('are saved as ticked, in the order of the report, and without a key where none is', async () => {
    const { calls } = await openWindow({ theme: 'light', answers: naming(lantern, harbour) })
    const saved = (): unknown =>
      calls
        .flatMap(({ channel, input }) =>
          channel === 'claims.save' ? [(input as In<'claims.save'>).content] : [],
        )
        .at(-1)
    await edit()
    await userEvent.click(page.getByText('Quiet Harbour', { exact: true }).last())
    await userEvent.click(page.getByText('Copper Lantern', { exact: true }).last())
    await press('Save claim')
    expect(saved()).toMatchObject({ sourceIds: [lantern, harbour] })
    await click('main :is(section, div) + section header button')
    for (const name of ['Copper Lantern', 'Quiet Harbour']) {
      await userEvent.click(page.getByText(name, { exact: true }).last())
    }
    await press('Save claim')
    expect(saved()).not.toHaveProperty('sourceIds')
  })

  it('are chosen in the form in which words are marked', async () => {
    const { calls } = await openWindow({ theme: 'light', answers: naming(harbour, lantern) })
    await goTo('reports')
    await click('main [role="listitem"][aria-posinset="3"] button')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}a{/Control}')
    await click('.cm-selection-bar button')
    await untilFound('aside fieldset input[type="checkbox"]')
    await shoot('claim-sources-mark')
    // Beside a text every field is wide enough for its words.
    await page.viewport(1280, 720)
    await click('aside section summary')
    const region = page.getByRole('region', { name: 'Mark a claim' }).element()
    for (const field of region.querySelectorAll(
      'details :is(input, textarea, button[aria-haspopup])',
    )) {
      if (!field.checkVisibility() || field.closest('[aria-hidden]') !== null) continue
      expect(field.getBoundingClientRect().width, field.outerHTML.slice(0, 80)).toBeGreaterThan(100)
    }
    await shoot('claim-mark-more')
    region.querySelector('form')?.lastElementChild?.scrollIntoView()
    await shoot('claim-mark-end')
    await page.viewport(1366, 768)
    expect(boxes().map(([name]) => name)).toEqual(['Quiet Harbour', 'Copper Lantern'])
    await userEvent.click(
      page.getByRole('region', { name: 'Mark a claim' }).getByText('Copper Lantern'),
    )
    await click('aside form button[type="submit"]')
    await expect.poll(() => document.querySelector('aside form')).toBe(null)
    expect(calls.find(({ channel }) => channel === 'claims.save')?.input).toMatchObject({
      content: { sourceIds: [lantern] },
    })
  })

  it('include sources that the report no longer names, so that they can be unticked', async () => {
    const answers = { ...naming(harbour), ...saying(harbour, turner) }
    const { calls } = await openWindow({ theme: 'light', answers })
    await edit()
    expect(boxes()).toEqual([
      ['Quiet Harbour', true],
      ['Julie Turnerno longer named in the report', true],
    ])
    await userEvent.click(page.getByText('no longer named in the report'))
    await press('Save claim')
    expect(calls.find(({ channel }) => channel === 'claims.save')?.input).toMatchObject({
      content: { sourceIds: [harbour] },
    })
  })

  it('are shown on the claim, with sources that the report no longer names', async () => {
    const answers = { ...naming(harbour, lantern), ...saying(lantern, turner) }
    await openWindow({ theme: 'light', answers })
    await openClaim()
    expect(document.querySelector('main dl')?.textContent).toContain(
      'Said byCopper Lantern · Julie Turner (no longer named in the report)',
    )
  })

  it('are shown as not given yet, and the claim counts one origin without naming its source', async () => {
    await openWindow({ theme: 'light', answers: unsaid })
    await openClaim()
    expect(document.querySelector('main dl')?.textContent).toContain('Source not set')
    const [behind] = [...document.querySelectorAll('main section section')].filter((each) =>
      each.querySelector('h2')?.textContent.includes('Origins'),
    )
    const [counted, open] = [...(behind?.querySelectorAll('p') ?? [])].map((p) => p.textContent)
    expect(counted).toBe('1 independent origin')
    expect(open).toContain(
      'It is not set which of these sources said it: Quiet Harbour · Copper Lantern',
    )
  })

  it('are open in the table for each possible speaker, and certain for none', async () => {
    await openWindow({ theme: 'light', answers: unsaid })
    await openMatrix()
    const cells = [...document.querySelectorAll('table tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => cell.textContent),
    )
    expect(cells).toEqual([
      ['1', '6 open', 'source not set', 'source not set', 'contradicts'],
      ['1', '6 open', 'supports', 'says nothing', 'says nothing'],
      ['1', '6 open', 'source not set', 'source not set', 'supports'],
    ])
    expect(mainText()).toContain('A question mark means that the report names several sources')
  })

  it('need no explanation in a table in which every claim has its speakers', async () => {
    await openWindow({ theme: 'light' })
    await openMatrix()
    expect(mainText()).not.toContain('question mark')
  })

  it('decide which phrases a publication may use for the claim', async () => {
    const offered = async (...sourceIds: string[]): Promise<number> => {
      const more = sourceIds.length === 0 ? {} : { sourceIds }
      await openWindow({
        theme: 'light',
        answers: {
          ...naming(harbour, lantern),
          'claims.list': () => [claimOf(recordId(40), 'About 200 people were returned.', more)],
        },
      })
      await goTo('publications')
      await click('main [role="listitem"] button')
      await click('#publication-tab-wording')
      await userEvent.click(
        page.getByRole('button', { name: /somebody in the delegation/ }).first(),
      )
      await settle()
      return document.querySelectorAll('[role="option"]').length
    }
    // None, and three phrases of Quiet Harbour; for a claim by another source, only the one already
    // chosen.
    expect(await offered()).toBe(4)
    expect(await offered(harbour)).toBe(4)
    expect(await offered(lantern)).toBe(2)
  })
})
