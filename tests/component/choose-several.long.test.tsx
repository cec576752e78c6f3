import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { inputsOf, press } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

const row = async (at: number): Promise<HTMLElement> =>
  (await untilFound(`main [role="listitem"][aria-posinset="${at}"] button`)) as HTMLElement

const boxes = (): HTMLInputElement[] => [
  ...document.querySelectorAll<HTMLInputElement>('main [role="listitem"] input[type="checkbox"]'),
]
const ticked = (): number => boxes().filter(({ checked }) => checked).length

afterEach(closeWindow)

describe('several claims', () => {
  it('are put into a case together, and taken out again', async () => {
    const test = await openWindow()
    await goTo('claims')
    await press('Order: Newest first')
    await page.getByRole('menuitem', { name: 'Select several' }).click()
    await settle()
    ;(await row(1)).focus()
    await userEvent.keyboard('x')
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    await settle()
    expect(ticked()).toBe(2)
    await press('Put into a case')
    const select = page.getByRole('dialog').getByRole('button', { name: /Case/ })
    await select.click()
    await page.getByRole('option', { name: 'No case' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Put into case' }).click()
    await expect.element(page.getByText('2 claims put into the case.')).toBeVisible()
    const saved = inputsOf(test, 'claims.save') as { id: string; content: { caseId: unknown } }[]
    expect(saved.map(({ content }) => content.caseId)).toEqual([null, null])
    await press('Undo')
    await expect.poll(() => inputsOf(test, 'claims.save').length).toBe(4)
    const undone = inputsOf(test, 'claims.save').slice(2) as typeof saved
    expect(undone.every(({ content }) => content.caseId !== null)).toBe(true)
  })

  it('are removed with a key, and come back with Undo', async () => {
    const test = await openWindow()
    await goTo('claims')
    ;(await row(1)).focus()
    await userEvent.keyboard('x{Delete}')
    await expect.element(page.getByText(/^1 claim deleted/)).toBeVisible()
    await press('Undo')
    await expect.poll(() => inputsOf(test, 'records.restore').length).toBe(1)
  })

  it('are opened by a plain press, and chosen by one with Ctrl', async () => {
    await openWindow()
    await goTo('claims')
    await userEvent.click(await row(2))
    await settle()
    expect(boxes()).toHaveLength(0)
    await userEvent.click(await row(1), { modifiers: ['Control'] })
    await settle()
    expect(ticked()).toBe(1)
    expect((await row(2)).getAttribute('aria-current')).toBe('true')
    await userEvent.keyboard('{Escape}')
    await settle()
    expect(boxes()).toHaveLength(0)
  })
})

describe('several sources', () => {
  it('are removed but for those that something names, which are said with the reason', async () => {
    let asked = 0
    await openWindow({
      answers: {
        'records.remove': () => {
          asked += 1
          if (asked === 2) throw new Refuse('in-use')
          return {}
        },
      },
    })
    await goTo('sources')
    await press('Order: Newest first')
    await page.getByRole('menuitem', { name: 'Select several' }).click()
    await settle()
    await press('Select all')
    await settle()
    const count = ticked()
    expect(count).toBeGreaterThan(2)
    await press('Delete')
    await expect.element(page.getByText(new RegExp(`^${count - 1} sources? deleted`))).toBeVisible()
    await expect.element(page.getByText('1 not changed:')).toBeVisible()
    await shoot('several-left')
    expectNothingCut()
  })

  it('are chosen without a mouse, in every language', async () => {
    for (const [language, theme] of [
      ['en', 'light'],
      ['ko', 'dark'],
      ['zh', 'light'],
    ] as const) {
      for (const area of ['sources', 'claims'] as const) {
        await openWindow({ language, theme })
        await goTo(area)
        ;(await row(1)).focus()
        await userEvent.keyboard('x')
        await settle()
        expect(ticked()).toBe(1)
        expectReachable()
        await shoot(`several-${area}-${theme}-${language}`)
      }
    }
    await expectAccessible()
  })

  it('have room for words that are 40 per cent longer', async () => {
    await openWindow({ words: longWords })
    await goTo('claims')
    ;(await row(1)).focus()
    await userEvent.keyboard('x')
    await settle()
    expectNothingCut()
  })
})
