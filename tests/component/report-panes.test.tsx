import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import { inputsOf, press } from './page-objects.ts'
import { editor } from './report-page-objects.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import type { TestVault } from './test-vault.ts'

const openDraft = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  await page.viewport(1280, 720)
  const test = await openWindow({ theme: 'light', ...options })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  await editor()
  await settle()
  return test
}
const widthOf = (selector: string): number =>
  Math.round(document.querySelector(selector)?.getBoundingClientRect().width ?? 0)
const topOf = (selector: string): number =>
  Math.round(document.querySelector(selector)?.getBoundingClientRect().top ?? 0)
const list = '[aria-label="Reports, newest first"]'

afterEach(async () => {
  closeWindow()
  await page.viewport(1366, 768)
})

describe('the columns around the text of a report', () => {
  it('are hidden and shown by keys; without the list the text is 680 pixels wide', async () => {
    await openDraft()
    await userEvent.keyboard('{Control>}{Shift>}b{/Shift}{/Control}')
    await expect.poll(() => widthOf(list)).toBe(0)
    expect(widthOf('.cm-content')).toBe(680)
    await userEvent.keyboard('{Control>}.{/Control}')
    await expect.poll(() => document.querySelector('main aside')).toBeNull()
    await userEvent.keyboard('{Control>}.{/Control}{Control>}{Shift>}b{/Shift}{/Control}')
    await expect.poll(() => widthOf(list)).toBeGreaterThan(0)
    await untilFound('main aside')
  })

  it('leave only the text with F11, which keeps the caret, and come back with it', async () => {
    await openDraft()
    await userEvent.click(await editor())
    const written = document.activeElement
    await userEvent.keyboard('{F11}')
    await expect.poll(() => widthOf('nav')).toBe(0)
    expect(document.querySelector('main aside')).toBeNull()
    expect(widthOf('.cm-content')).toBe(680)
    expect(document.activeElement).toBe(written)
    await expectAccessible()
    await press('Leave “text only” (F11)')
    await expect.poll(() => widthOf('nav')).toBeGreaterThan(0)
    await untilFound('main aside')
  })

  it('get their widths with the arrow keys, and keep them while another view is shown', async () => {
    await openDraft()
    const border = page.getByRole('separator', { name: 'Width of the details' })
    ;(border.element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    await expect.poll(() => widthOf('main aside')).toBe(312)
    await goTo('sources')
    await goTo('reports')
    await untilFound('main aside')
    expect(widthOf('main aside')).toBe(312)
    await userEvent.dblClick(border)
    await expect.poll(() => widthOf('main aside')).toBe(280)
  })

  it('scroll one by one', async () => {
    await openDraft()
    const scrolling = [...document.querySelectorAll('main *')].filter(
      (found) =>
        ['auto', 'scroll'].includes(getComputedStyle(found).overflowY) &&
        found.scrollHeight > found.clientHeight &&
        found.closest('aside, [role="tabpanel"]')?.contains(found) === true,
    )
    expect(scrolling.every((found) => found.matches('aside'))).toBe(true)
  })

  it('keep the details readable in a window that is too narrow for a splitter', async () => {
    await openDraft()
    for (const width of [640, 720, 800]) {
      await page.viewport(width, 720)
      await settle()
      const details = document.querySelector('aside[aria-label="Details"]')!
      expect(details.getBoundingClientRect().width).toBeGreaterThan(240)
      expect(details.scrollWidth).toBe(details.clientWidth)
      await shoot(`report-panes-${width}`)
    }
  })
})

describe('a message above a report', () => {
  it('moves neither its title nor its text', async () => {
    await openDraft()
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
    await settle()
    const places = (): number[] => [
      topOf('main :is(h1[lang], textarea[aria-label="Title"])'),
      topOf('.cm-content'),
    ]
    const before = places()
    await press('Revise')
    await expect.element(page.getByText(/Revising starts a draft/)).toBeVisible()
    await settle()
    expect(places()).toEqual(before)
  })
})

describe('the line under the title', () => {
  it('says who told it, when and where, and changes each by a press', async () => {
    const test = await openDraft()
    await page.getByRole('button', { name: 'Add a place' }).click()
    await userEvent.fill(page.getByRole('combobox', { name: 'Place' }), 'a yard')
    await userEvent.keyboard('{Escape}{Escape}')
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ content: { place: { text: 'a yard' } } })
    await expect.element(page.getByRole('button', { name: 'Place: a yard' })).toBeVisible()
    await expect
      .element(page.getByRole('button', { name: 'When it happened: October 9, 2023' }))
      .toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Sources: Julie Turner' })).toBeVisible()
  })
})
