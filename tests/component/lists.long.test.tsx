import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut, expectReachable } from './checks.ts'
import { accessible, called, inputsOf, press } from './page-objects.ts'
import {
  boxAt,
  focused,
  focusRow,
  heading,
  keys,
  rowAt,
  start,
  ticked,
} from './list-page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, longWords, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('selecting reports', () => {
  it('is as in a mail program: x, Shift and arrows, all, and Escape ends it', async () => {
    await start()
    await focusRow(1)
    await keys('x')
    expect(heading()).toBe('1 selected')
    expect(focused()).toBe('1')
    await keys('jjx')
    expect([boxAt(1)?.checked, boxAt(2)?.checked, boxAt(3)?.checked]).toEqual([true, false, true])
    await keys('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(heading()).toBe('4 selected')
    await keys('{Shift>}{ArrowUp}{/Shift}')
    expect(heading()).toBe('3 selected')
    await keys('{Control>}a{/Control}')
    expect(heading()).toBe('6 selected')
    expect(ticked()).toBe(6)
    await keys('{Escape}')
    expect(heading()).toContain('Reports')
    expect(boxAt(1)).toBeNull()
    expect(focused()).not.toBeUndefined()
  })

  it('takes one with Ctrl and a click, a stretch with Shift and a click, and opens none of them', async () => {
    const test = await start()
    await userEvent.click(await rowAt(2), { modifiers: ['ControlOrMeta'] })
    await settle()
    await userEvent.click(await rowAt(4), { modifiers: ['Shift'] })
    await settle()
    expect(heading()).toBe('3 selected')
    await userEvent.click(await rowAt(3), { modifiers: ['ControlOrMeta'] })
    await settle()
    expect(heading()).toBe('2 selected')
    expect(called(test, 'reports.get')).toBe(false)
    await userEvent.click(boxAt(6) as Element)
    await settle()
    expect(heading()).toBe('3 selected')
    expect(document.querySelector('main [role="status"]')?.textContent).toBe('3 selected')
  })

  it('can begin without a key, from the menu of the list', async () => {
    await start()
    await press('Order and selection')
    await page.getByRole('menuitem', { name: 'Select reports' }).click()
    await settle()
    expect(heading()).toBe('0 selected')
    expect(boxAt(1)).not.toBeNull()
  })

  it('takes no letter as a key while the user types', async () => {
    const test = await start()
    await userEvent.click(await untilFound('main input[type="search"]'))
    await keys('xju#/')
    expect(document.querySelector<HTMLInputElement>('main input[type="search"]')?.value).toBe(
      'xju#/',
    )
    expect(heading()).toContain('Reports')
    expect(called(test, 'records.remove')).toBe(false)
  })

  it('goes to the search box with /, opens with o, and comes back to the list with u', async () => {
    const test = await start()
    await focusRow(1)
    await keys('jo')
    expect(inputsOf(test, 'reports.get')).toEqual([{ id: recordId(21) }])
    ;((await untilFound('main [role="tab"]')) as HTMLElement).focus()
    await keys('u')
    expect(focused()).toBe('2')
    await keys('/')
    expect(document.activeElement?.matches('input[type="search"]')).toBe(true)
  })
})

describe('what is done to several reports', () => {
  it('puts drafts into a case, leaves filed ones, says why, and takes it back', async () => {
    const test = await start()
    await focusRow(1)
    await keys('{Control>}a{/Control}')
    await press('Put into a case')
    await page.getByRole('button', { name: /Forced repatriations/ }).click()
    await page.getByRole('option', { name: '무역 대표부의 자금 흐름' }).click()
    await settle()
    await press('Put into case')
    await expect.element(page.getByText('4 reports put into the case.')).toBeVisible()
    await expect.element(page.getByText('2 not changed:')).toBeVisible()
    await expect.element(page.getByText('Filed: to change it, revise it (2)')).toBeVisible()
    const saved = inputsOf(test, 'reports.save') as { content: { caseId: string } }[]
    expect(saved.map(({ content }) => content.caseId)).toEqual(Array(4).fill(recordId(2)))
    await shoot('lists-partial')
    await accessible()
    await press('Undo')
    await expect.element(page.getByText('4 undone.')).toBeVisible()
    const back = (inputsOf(test, 'reports.save') as { content: { caseId: string | null } }[]).slice(
      4,
    )
    // The last that was done is undone first.
    expect(back.map(({ content }) => content.caseId)).toEqual([
      null,
      recordId(1),
      recordId(1),
      recordId(1),
    ])
  })

  it('adds a tag and takes one off, and says of those that are so already that they are', async () => {
    const test = await start()
    await focusRow(2)
    await keys('x')
    await press('Tags')
    await page.getByRole('menuitem', { name: 'Add a tag…' }).click()
    await accessible()
    await shoot('lists-tag')
    await userEvent.fill(page.getByLabelText('Tag', { exact: true }), 'border')
    await press('Add tag')
    await expect.element(page.getByText('Already set (1)')).toBeVisible()
    expect(called(test, 'reports.save')).toBe(false)
    await press('Tags')
    await page.getByRole('menuitem', { name: 'Remove a tag…' }).click()
    await press('Remove tag')
    await expect.element(page.getByText('Tag removed from 1 report.')).toBeVisible()
    expect(inputsOf(test, 'reports.save')).toMatchObject([{ content: { tags: ['repatriation'] } }])
  })

  it('removes all but those that something refers to, and keeps these selected', async () => {
    const held = recordId(22)
    const test = await start({
      answers: {
        'records.remove': ({ id }) => {
          if (id === held) throw new Refuse('in-use')
          return {}
        },
      },
    })
    await focusRow(2)
    await keys('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await keys('#')
    await expect.element(page.getByText(/^2 reports deleted/)).toBeVisible()
    await expect.element(page.getByText('Other records refer to this (1)')).toBeVisible()
    expect(heading()).toBe('1 selected')
    await press('Undo')
    await expect.element(page.getByText('2 undone.')).toBeVisible()
    expect(inputsOf(test, 'records.restore')).toEqual([{ id: recordId(23) }, { id: recordId(21) }])
  })

  it('removes the row with the focus by Delete, offers to undo, and stays in its place', async () => {
    const test = await start()
    await focusRow(2)
    await keys('{Delete}')
    expect(inputsOf(test, 'records.remove')).toEqual([{ id: recordId(21), rev: 2 }])
    await expect.element(page.getByText(/^1 report deleted/)).toBeVisible()
    await expect.poll(focused).toBe('2')
    await press('Undo')
    expect(inputsOf(test, 'records.restore')).toEqual([{ id: recordId(21) }])
  })

  it('shows its progress, stops at a cancel, and counts what was not started', async () => {
    let release: () => void = () => undefined
    const test = await start({
      answers: {
        'records.remove': ({ id }) =>
          id === recordId(21)
            ? new Promise((done) => {
                release = () => done({})
              })
            : {},
      },
    })
    await focusRow(1)
    await keys('{Control>}a{/Control}#')
    await expect.element(page.getByRole('progressbar', { name: '1 of 6' })).toBeVisible()
    await press('Cancel')
    release()
    await expect.element(page.getByText('4 not started, because you cancelled.')).toBeVisible()
    expect(inputsOf(test, 'records.remove')).toHaveLength(2)
  })

  it('waits with undoing while something else is being done, so that the two never mix', async () => {
    let release: (() => void) | null = null
    const test = await start({
      answers: {
        'records.remove': () =>
          inputsOf(test, 'records.remove').length < 2
            ? {}
            : new Promise((done) => {
                release = () => done({})
              }),
      },
    })
    await focusRow(2)
    await keys('{Delete}')
    await expect.element(page.getByText(/^1 report deleted/)).toBeVisible()
    await focusRow(4)
    await keys('{Delete}')
    await expect.poll(() => release).not.toBeNull()
    await press('Undo')
    await settle()
    expect(called(test, 'records.restore')).toBe(false)
    ;(release as (() => void) | null)?.()
    await expect.poll(() => inputsOf(test, 'records.restore')).toEqual([{ id: recordId(21) }])
    await expect.element(page.getByText('1 undone.')).toBeVisible()
  })

  it('waits with another act until undoing has ended', async () => {
    let release: (() => void) | null = null
    const test = await start({
      answers: {
        'records.restore': () =>
          new Promise((done) => {
            release = () => done({})
          }),
      },
    })
    await focusRow(2)
    await keys('{Delete}')
    await expect.element(page.getByText(/^1 report deleted/)).toBeVisible()
    await goTo('cases')
    await press('Undo')
    await expect.poll(() => release).not.toBeNull()
    // The list that is shown now knows nothing of the one before.
    await goTo('reports')
    await focusRow(4)
    await keys('{Delete}')
    expect(inputsOf(test, 'records.remove')).toHaveLength(1)
    ;(release as (() => void) | null)?.()
    await expect.poll(() => inputsOf(test, 'records.remove')).toHaveLength(2)
  })

  it('begins an export with the filed ones that were selected', async () => {
    await start()
    await focusRow(1)
    await keys('{Control>}a{/Control}')
    await press('Send or hand over')
    await page.getByRole('menuitem', { name: 'Send…' }).click()
    await settle()
    await expect.element(page.getByText('3 drafts stay here: they were never filed.')).toBeVisible()
    expect(document.querySelectorAll('main [role="listitem"] input:checked')).toHaveLength(3)
  })
})

it.each([
  ['en', 'light'],
  ['ko', 'dark'],
  ['zh', 'contrast'],
] as const)('the bar over the list is accessible in %s, %s', async (language, theme) => {
  await start({ language, theme })
  await focusRow(2)
  await keys('x{Shift>}{ArrowDown}{/Shift}')
  expect(ticked()).toBe(2)
  expectNothingCut()
  expectReachable()
  await accessible()
  await shoot(`lists-${language}-${theme}`)
})

it('has room for words that are much longer', async () => {
  await start({ words: longWords })
  await focusRow(2)
  await keys('x')
  expectNothingCut()
  await shoot('lists-long')
})
