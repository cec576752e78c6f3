import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import { chineseCounties } from '../../src/renderer/places/known/china.ts'
import type { Answers } from './answers.ts'
import { accessible, called, last, press } from './page-objects.ts'
import { recordId } from './records.ts'
import { answersOf, claimAt } from './timeline-answers.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const many = 5_000
const claims = Array.from({ length: many }, (_, at) =>
  claimAt(at + 1, `Claim number ${String(at + 1)}`, '2023-10'),
)

const rowsIn = (selector: string): number =>
  document.querySelectorAll(`${selector} tbody tr`).length
const firstIndex = (selector: string): string | null =>
  document.querySelector(`${selector} tbody tr`)?.getAttribute('aria-rowindex') ?? null

/** The longest task while `act` ran, in ms. */
const longestTask = async (act: () => Promise<void>): Promise<number> => {
  const times: number[] = []
  const observer = new PerformanceObserver((list) =>
    times.push(...list.getEntries().map(({ duration }) => duration)),
  )
  observer.observe({ type: 'longtask' })
  await act()
  observer.disconnect()
  return Math.max(0, ...times)
}

/** Shows a view once to fill its caches, and measures showing it a second time. */
const again = async (there: () => Promise<void>): Promise<number> => {
  await there()
  await goTo('help')
  return longestTask(there)
}
// A tenth of a second on an idle machine, a few with parallel tests. Drawing all rows takes many
// seconds.
const generous = 5_000

describe('five thousand rows', () => {
  it('of claims and their origins are a page of both, and each cell names its row and column', async () => {
    const origins = Array.from({ length: 100 }, (_, at) => ({
      sources: [(at + 1).toString(16).padStart(32, '0')],
      names: [`Origin ${String(at + 1)}`],
      reliability: 'B',
    }))
    const answers: Answers = {
      ...answersOf(claims),
      'claims.corroboration': () => ({
        origins,
        claims: (claims as Out<'claims.list'>).map((claim, at) => ({
          claim,
          supportedBy: [at % 100],
          contradictedBy: [],
          maySupport: [],
          mayContradict: [],
        })),
      }),
    }
    await openWindow({ answers })
    await goTo('matrix')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /All cases/ })
      .click()
    await page.getByRole('option', { name: /Forced/ }).click()
    await untilFound('main table')
    await settle()
    expect(await again(() => goTo('matrix'))).toBeLessThan(generous)
    const table = document.querySelector('main table')
    expect(table?.getAttribute('aria-rowcount')).toBe(String(many + 1))
    expect(table?.getAttribute('aria-colcount')).toBe('103')
    expect(document.querySelectorAll('main td').length).toBeLessThan(2_500)
    expect(firstIndex('main table')).toBe('2')
    await accessible()
    await shoot('long-matrix')
    const next = page.getByRole('group', { name: 'Pages: Claims', exact: true })
    await next.getByRole('button', { name: 'Next page' }).click()
    await settle()
    expect(firstIndex('main table')).toBe('52')
    await expect.element(next.getByText('51–100 of 5,000')).toBeVisible()
    const wide = page.getByRole('group', { name: 'Pages: Independent origins' })
    await wide.getByRole('button', { name: 'Next page' }).click()
    await settle()
    expect(document.querySelectorAll('main thead th')[3]?.getAttribute('aria-colindex')).toBe('34')
    await expect.element(page.getByText('Origin 31', { exact: true })).toBeVisible()
  })

  it('of routes on the map are a page of its list', async () => {
    const rowsOf = (list: string): number =>
      document.querySelectorAll(`main section[aria-label="${list}"] li`).length
    const towns = chineseCounties
      .split('\n')
      .flatMap((line) => (line.includes('|') ? [line.slice(0, line.indexOf('|')).trim()] : []))
    const place = (at: number) => ({ text: towns[at % towns.length] ?? '', precision: 'county' })
    // Fewer rows: the map beside the list draws all of them.
    const ways = Array.from({ length: 600 }, (_, at) =>
      claimAt(at + 1, `Claim number ${String(at + 1)}`, '2023-10', {
        from: place(at),
        to: place(at + 1 + Math.floor(at / towns.length)),
      } as never),
    )
    await openWindow({ answers: answersOf(ways) })
    await goTo('map')
    await untilFound('main section[aria-label="Routes"] li')
    await settle()
    expect(rowsOf('Routes')).toBe(100)
    await page.getByRole('button', { name: 'Next page' }).first().click()
    await settle()
    expect(document.body.textContent).toMatch(/101–200 of [3-6]\d\d/)
    await accessible()
  })

  it('of exports are a page', async () => {
    const past = (at: number): Out<'exports.list'>[number] =>
      ({
        exportId: `e${String(at)}`,
        // Those of one day to the same recipient are one line.
        day: new Date(Date.UTC(2024, 3, 12 - at)).toISOString().slice(0, 10),
        reports: 4,
        to: ['4F2A-91C7-D03E-B658'],
        names: [null],
        bytes: 81_920,
        purpose: `Number ${String(at + 1)}`,
        withdrawn: [],
        cosigned: null,
        overridden: [],
      }) as unknown as Out<'exports.list'>[number]
    const all = Array.from({ length: many }, (_, at) => past(at))
    await openWindow({ answers: { 'exports.list': () => all } })
    await goTo('exchange')
    await untilFound('main table tbody tr')
    expect(await again(() => goTo('exchange'))).toBeLessThan(generous)
    expect(rowsIn('main table')).toBe(50)
    expect(document.querySelector('main table')?.getAttribute('aria-rowcount')).toBe(
      String(many + 1),
    )
    await press('Next page')
    expect(firstIndex('main table')).toBe('52')
    await expect.element(page.getByText('Number 51', { exact: true })).toBeVisible()
  })

  it('of claims to print are a page, searchable, and the one without wording is shown', async () => {
    await openWindow({ answers: answersOf(claims) })
    await goTo('publications')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    const tab = async (part: 'choose' | 'wording'): Promise<void> => {
      ;((await untilFound(`#publication-tab-${part}`)) as HTMLElement).click()
      await settle()
    }
    expect(await longestTask(() => tab('choose'))).toBeLessThan(generous)
    const boxes = (): number => document.querySelectorAll('main li[aria-setsize]').length
    expect(boxes()).toBe(25)
    expect(document.querySelector('main li[aria-setsize]')?.getAttribute('aria-setsize')).toBe(
      String(many),
    )
    const search = page.getByRole('main').getByRole('searchbox').last()
    await userEvent.fill(search, 'number 4321')
    await settle()
    await page.getByText('Claim number 4321').click()
    await settle()
    await tab('wording')
    const wordings = page.getByLabelText('Wording', { exact: true })
    await userEvent.fill(wordings.last(), '')
    await tab('choose')
    await press('Save')
    await expect.element(page.getByText('Every printed claim needs its wording.')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: /^Claim number 4321/ })).toBeVisible()
    await accessible()
    await shoot('long-claim-choices')
  })

  it('of claims at one place are a page beside the map', async () => {
    // Fewer rows: the test is about how many claims one place has.
    const here = Array.from({ length: 600 }, (_, at) =>
      claimAt(at + 1, `Claim number ${String(at + 1)}`, '2023-10', {
        from: { text: 'Sinuiju', precision: 'town' },
        to: { text: 'Dandong', precision: 'town' },
      }),
    )
    await openWindow({ answers: answersOf(here) })
    await goTo('map')
    const mark = await untilFound('svg [role="button"]')
    mark.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await untilFound('main section li li button')
    await settle()
    expect(document.querySelectorAll('main section li li').length).toBe(50)
    await expect.element(page.getByText('1–50 of 600')).toBeVisible()
    await press('Next page')
    await expect.element(page.getByText('51–100 of 600')).toBeVisible()
    await accessible()
    await shoot('long-map-side')
  })

  it('of claims to link are searchable, by keyboard alone', async () => {
    const test = await openWindow({ answers: answersOf(claims.slice(0, 600)) })
    await goTo('claims')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    await press('Edit')
    const field = page.getByRole('combobox', { name: 'The other claim' })
    await field.click()
    await userEvent.keyboard('number 543')
    await settle()
    expect(document.querySelectorAll('[role="option"]')).toHaveLength(1)
    await accessible()
    await shoot('long-link')
    await userEvent.keyboard('{Enter}')
    await expect.element(field).toHaveValue('Claim number 543')
    // Further typing changes the choice; Enter meanwhile saves nothing.
    await userEvent.keyboard('0{Enter}')
    await expect.element(page.getByText('No claim contains these words.')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Add link' })).toBeDisabled()
    expect(called(test, 'claims.save')).toBe(false)
    await userEvent.keyboard('{Backspace}{ArrowDown}{Enter}')
    await press('Add link')
    await expect.element(field).toHaveValue('')
    await press('Save claim')
    const saved = last(test, 'claims.save') as { readonly content: { readonly links: unknown } }
    expect(saved.content.links).toEqual([
      { kind: 'supports', claimId: (543).toString(16).padStart(32, '0') },
    ])
  })

  it('of what names a source are a page of each kind', async () => {
    const found = Array.from({ length: 600 }, (_, at) => ({
      id: at.toString(16).padStart(32, '0'),
      statement: `Claim number ${String(at + 1)}`,
      reportId: recordId(1),
    }))
    await openWindow({
      answers: {
        'sources.footprint': () => ({
          reports: [],
          claims: found,
          attributions: [],
          exports: [],
          publications: [],
          twins: [],
          isHeldBack: false,
        }),
      },
    })
    await goTo('sources')
    ;((await untilFound('main [role="listitem"] button')) as HTMLElement).click()
    await settle()
    await press('More actions')
    await page.getByRole('menuitem', { name: 'If this source is compromised…' }).click()
    const list = page.getByRole('list', { name: 'Claims', exact: true })
    await expect.element(list).toBeVisible()
    expect(list.element().querySelectorAll('li')).toHaveLength(50)
    await press('Next page')
    await expect
      .element(page.getByRole('button', { name: 'Open the record: Claim number 51', exact: true }))
      .toBeVisible()
  })
})
