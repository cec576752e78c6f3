import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Source } from '../../src/shared/records.ts'
import { expectNothingCut, expectReachable } from './checks.ts'
import { accessible, escape, inputsOf, press } from './page-objects.ts'
import { boxAt, focused, focusRow, heading, keys, ticked } from './list-page-objects.ts'
import { cannedRecords, recordId } from './records.ts'
import { answersOf, claimAt, variedClaims } from './timeline-answers.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

const rows = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('main [role="listitem"] button')].map(
    (row) => row.innerText.split('\n')[0] ?? '',
  )
/** Applies one filter to the current list. */
const narrow = async (filter: string | RegExp, value: string | RegExp): Promise<void> => {
  await press('Filter')
  await page.getByRole('dialog').getByRole('button', { name: filter }).click()
  await page.getByRole('option', { name: value }).click()
  await settle()
  await userEvent.keyboard('{Escape}')
  await settle()
}
const order = async (name: string): Promise<void> => {
  await page.getByRole('button', { name: /^Order: / }).click()
  await page.getByRole('menuitemradio', { name }).click()
  await settle()
}

/** The sources of a vault; the first has the given content. */
const sourcesWith = (content: Partial<Source['content']>) => {
  const [first, ...rest] = cannedRecords().sources
  if (first === undefined) throw new Error('no source')
  return {
    'sources.list': () => [{ ...first, content: { ...first.content, ...content } }, ...rest],
  }
}

describe('sources', () => {
  it('are searched with /, by each word that is known of them, and walked and chosen from there', async () => {
    await openWindow()
    await goTo('sources')
    await keys('/')
    expect(document.activeElement?.matches('main input[type="search"]')).toBe(true)
    await userEvent.keyboard('korea official')
    await settle()
    expect(rows()).toEqual(['Quiet Harbour'])
    expect(heading()).toContain('1 of 4')
    await focusRow(1)
    await keys('x')
    expect(boxAt(1)?.checked).toBe(true)
    await keys('{Escape}/')
    await userEvent.keyboard('nobody')
    await settle()
    await expect.element(page.getByText('No matches')).toBeVisible()
    await accessible()
    await shoot('narrowed-nothing')
    await press('Show all')
    expect(rows()).toHaveLength(4)
  })

  it('are filtered by “do not contact”, and each chip removes its filter', async () => {
    await openWindow({ answers: sourcesWith({ doNotContact: true }) })
    await goTo('sources')
    await narrow(/Status/, 'Do not contact')
    await narrow(/Kind/, 'Protected')
    expect(rows()).toEqual(['Quiet Harbour'])
    await accessible()
    await shoot('narrowed-sources')
    await press('Remove filter Do not contact')
    expect(rows()).toEqual(['Quiet Harbour', 'Copper Lantern'])
    await press('Remove filter Protected')
    expect(rows()).toHaveLength(4)
  })

  it('are sorted by what is due first, by last contact, and by number of reports', async () => {
    await openWindow({
      answers: sourcesWith({ checkInDue: '2024-05-01', lastContact: '2024-03' }),
    })
    await goTo('sources')
    await order('By number of reports')
    expect(rows()[0]).toBe('Won Jae-chun')
    await order('By check-in, soonest first')
    expect(rows()[0]).toBe('Quiet Harbour')
    await order('By last contact, latest first')
    expect(rows()[0]).toBe('Quiet Harbour')
    await press('Back to newest first')
  })

  it('are withheld together, found by that, and released by Undo', async () => {
    const test = await openWindow()
    await goTo('sources')
    await focusRow(1)
    await keys('x{Shift>}{ArrowDown}{/Shift}')
    await press('Withhold here')
    await expect.element(page.getByText(/^2 sources withheld here/)).toBeVisible()
    await escape()
    await narrow(/Status/, 'Withheld here')
    expect(rows()).toEqual(['Quiet Harbour', 'Copper Lantern'])
    await shoot('narrowed-held')
    await press('Undo')
    await expect.element(page.getByText('2 undone.')).toBeVisible()
    expect(inputsOf(test, 'sources.holdBack')).toEqual([
      { id: recordId(10), isHeld: true },
      { id: recordId(11), isHeld: true },
      { id: recordId(11), isHeld: false },
      { id: recordId(10), isHeld: false },
    ])
    await expect.element(page.getByText('No matches')).toBeVisible()
  })

  it('that an action takes out of the list are deselected: Delete applies only to visible rows', async () => {
    const held = new Set([recordId(10), recordId(11)])
    const test = await openWindow({
      answers: {
        'sources.heldBack': () => [...held] as never,
        'sources.holdBack': ({ id, isHeld }) => {
          if (isHeld) held.add(id)
          else held.delete(id)
          return {}
        },
      },
    })
    await goTo('sources')
    await narrow(/Status/, 'Withheld here')
    expect(rows()).toEqual(['Quiet Harbour', 'Copper Lantern'])
    await focusRow(1)
    await keys('x')
    await press('Stop withholding')
    await expect.element(page.getByText(/source no longer withheld/)).toBeVisible()
    expect(rows()).toEqual(['Copper Lantern'])
    expect(ticked()).toBe(0)
    expect(heading()).not.toContain('selected')
    await focusRow(1)
    await keys('{Delete}')
    await expect.element(page.getByText(/^1 source deleted/)).toBeVisible()
    expect(inputsOf(test, 'records.remove')).toMatchObject([{ id: recordId(11) }])
    // The label of a button fits on one line.
    for (const button of document.querySelectorAll<HTMLElement>('li button'))
      expect(button.getBoundingClientRect().height).toBeLessThan(40)
    await shoot('narrowed-removed')
  })

  it('lead to their reports when one is chosen', async () => {
    await openWindow()
    await goTo('sources')
    await focusRow(2)
    await keys('x')
    await press('Show in Reports')
    await expect
      .element(page.getByRole('button', { name: 'Remove filter Copper Lantern' }))
      .toBeVisible()
  })
})

describe('cases', () => {
  it('are closed together, found by their status, and restored by Undo', async () => {
    const test = await openWindow()
    await goTo('cases')
    await order('By title')
    await focusRow(1)
    await keys('{Control>}a{/Control}')
    expect(ticked()).toBe(3)
    await press('Change status')
    await page.getByRole('menuitem', { name: 'Set to closed' }).click()
    await expect.element(page.getByText('Status of 2 cases changed.')).toBeVisible()
    await expect.element(page.getByText('Already set (1)')).toBeVisible()
    await accessible()
    await press('Undo')
    await expect.element(page.getByText('2 undone.')).toBeVisible()
    const saved = inputsOf(test, 'cases.save') as { content: { status: string } }[]
    expect(saved.map(({ content }) => content.status).sort()).toEqual([
      'closed',
      'closed',
      'open',
      'paused',
    ])
    await keys('{Escape}')
    await narrow(/Status/, 'Paused')
    expect(rows()).toEqual(['무역 대표부의 자금 흐름'])
    expect(focused()).toBeUndefined()
  })
})

describe('claims', () => {
  it('are filtered by “unsupported” and by “disputed”', async () => {
    const supported = {
      links: [{ kind: 'supports', claimId: (1).toString(16).padStart(32, '0') }],
    } as never
    await openWindow({
      answers: answersOf([...variedClaims, claimAt(11, 'It bears the first out', '', supported)]),
    })
    await goTo('claims')
    const all = rows().length
    await narrow(/Status/, 'No other claim supports it')
    expect(rows().length).toBe(all - 1)
    await narrow(/Status/, 'Contradicted')
    expect(rows().sort()).toEqual(
      [
        'About 200 people were returned through two towns at the same time',
        '当天没有人被移交',
      ].sort(),
    )
    await narrow(/Credibility/, /^5/)
    expect(rows()).toEqual(['当天没有人被移交'])
    await accessible()
  })
})

describe('what is chosen', () => {
  it.each(['cases', 'sources', 'claims', 'publications'] as const)(
    'is under one head, which has each of its acts once, in %s',
    async (area) => {
      await openWindow()
      await goTo(area)
      await focusRow(1)
      await keys('x')
      expect(document.querySelectorAll('main h1')).toHaveLength(1)
      const names = [...document.querySelectorAll('main header button')].map(
        (button) => button.getAttribute('aria-label') ?? button.textContent,
      )
      expect(names.length).toBeGreaterThan(2)
      expect(new Set(names).size).toBe(names.length)
    },
  )
})

describe('public records and the journal', () => {
  it('of unpublished public records, only the selected ones are deleted', async () => {
    const test = await openWindow()
    await goTo('publications')
    await narrow(/Files/, 'No files saved yet')
    await focusRow(1)
    await keys('x#')
    await expect.element(page.getByText(/^1 publication deleted/)).toBeVisible()
    expect(inputsOf(test, 'records.remove')).toEqual([{ id: recordId(80), rev: 1 }])
  })

  it('the journal is filtered in the vault, and / leads to its filters', async () => {
    const test = await openWindow()
    await goTo('journal')
    await keys('/')
    await expect.element(page.getByRole('dialog', { name: 'Filter' })).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: /Act/ }).click()
    await page.getByRole('option', { name: 'Vault verified', exact: true }).click()
    await settle()
    await userEvent.keyboard('{Escape}')
    await settle()
    expect(inputsOf(test, 'journal.list').at(-1)).toMatchObject({ kind: 'vault.verified' })
    expect(new Set(rows())).toEqual(new Set(['Vault verified']))
    await focusRow(1)
    await keys('jj')
    expect(focused()).toBe('3')
    await accessible()
    await shoot('narrowed-journal')
    await press('Remove filter Vault verified')
    expect(new Set(rows()).size).toBeGreaterThan(1)
  })
})

it.each([
  ['en', 'light'],
  ['ko', 'dark'],
  ['zh', 'contrast'],
] as const)('heads of lists are accessible in %s, %s', async (language, theme) => {
  await openWindow({ language, theme, answers: sourcesWith({ doNotContact: true }) })
  await goTo('sources')
  await shoot(`narrowed-head-${language}-${theme}`)
  await focusRow(1)
  await keys('x')
  await shoot(`narrowed-chosen-${language}-${theme}`)
  expectNothingCut()
  expectReachable()
  await accessible()
  await goTo('cases')
  await shoot(`narrowed-cases-${language}-${theme}`)
})

it('heads of lists have room for words that are much longer', async () => {
  await openWindow({ words: longWords })
  for (const area of ['sources', 'cases', 'publications', 'journal'] as const) {
    await goTo(area)
    expectNothingCut()
  }
})
