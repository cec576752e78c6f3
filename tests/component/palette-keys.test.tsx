import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { accessible, pressAt } from './page-objects.ts'
import { closeWindow, openWindow, settle, shoot } from './window.tsx'

afterEach(closeWindow)

const openPalette = async (): Promise<void> => {
  await openWindow({ language: 'en' })
  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await settle()
}
const field = (): HTMLElement =>
  page.getByRole('searchbox', { name: 'Search or go to' }).element() as HTMLElement
const lines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
const marked = (): number => lines().findIndex((line) => line.dataset['focused'] !== undefined)
/** The index of the row that is announced to a screen reader; -1 for none. */
const told = (): number =>
  lines().findIndex(({ id }) => id === field().getAttribute('aria-activedescendant'))
const currentTab = (): string | undefined =>
  document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]')?.innerText

describe('the keys of the palette', () => {
  it('go through the list and wrap around at its ends, while the focus stays in the field', async () => {
    await openPalette()
    expect(field().getAttribute('aria-controls')).toBe(page.getByRole('menu').element().id)
    expect(field().getAttribute('aria-autocomplete')).toBe('list')
    expect([marked(), told()]).toEqual([-1, -1])
    const end = lines().length - 1
    for (const [keys, place] of [
      ['{ArrowDown}', 0],
      ['{ArrowDown}', 1],
      ['{ArrowUp}{ArrowUp}', end],
      ['{ArrowDown}', 0],
      ['{End}', end],
      ['{Home}', 0],
      ['{PageDown}', end],
      ['{PageUp}', 0],
    ] as const) {
      await userEvent.keyboard(keys)
      expect([keys, marked(), told()]).toEqual([keys, place, place])
      expect(document.activeElement).toBe(field())
    }
  })

  it('bring what they mark into view', async () => {
    await openPalette()
    await userEvent.keyboard('{End}')
    await settle()
    const line = lines().at(-1)?.getBoundingClientRect()
    const list = page.getByRole('group', { name: 'Results' }).element().getBoundingClientRect()
    expect(line?.bottom).toBeLessThanOrEqual(list.bottom + 1)
    expect(line?.top).toBeGreaterThanOrEqual(list.top - 1)
  })

  it('mark the first that fits with each letter, which is told once the letter was heard', async () => {
    await openPalette()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}t')
    expect(marked()).toBe(0)
    await expect.poll(told).toBe(0)
    await userEvent.keyboard('imeline')
    expect(marked()).toBe(0)
    await userEvent.keyboard('{Backspace}')
    expect([marked(), told()]).toEqual([-1, -1])
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
  })

  it('walk through what was typed, and go on from where they were', async () => {
    await openPalette()
    await userEvent.keyboard('re{ArrowDown}{ArrowDown}')
    expect(marked()).toBe(2)
    await userEvent.keyboard('{ArrowLeft}')
    expect([marked(), told()]).toEqual([-1, -1])
    await userEvent.keyboard('{ArrowDown}')
    expect([marked(), told()]).toEqual([3, 3])
  })

  it('clear what was typed before they close it', async () => {
    await openPalette()
    await userEvent.keyboard('timeline{Escape}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    expect((field() as HTMLInputElement).value).toBe('')
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
  })

  it('do the line that was gone to, and close it', async () => {
    await openPalette()
    const name = 'Timeline'
    const at = lines().findIndex((line) => line.innerText.startsWith(name))
    await userEvent.keyboard(`${'{ArrowDown}'.repeat(at + 1)}{Enter}`)
    await expect.poll(currentTab).toBe(name)
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
  })
})

describe('the pointer', () => {
  it('marks what it is moved over, and a press does it', async () => {
    await openPalette()
    const line = page.getByRole('menuitem', { name: /^Timeline/ })
    await userEvent.hover(line)
    expect(lines()[marked()]).toBe(line.element())
    expect(told()).toBe(marked())
    await userEvent.click(line)
    await expect.poll(currentTab).toBe('Timeline')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
  })
})

describe('the list', () => {
  it('has the obvious first: the view that begins with what was typed', async () => {
    await openPalette()
    await userEvent.keyboard('re')
    await settle()
    await shoot('palette-re')
    expect(lines()[0]?.innerText).toMatch(/^Reports/)
    expect(marked()).toBe(0)
  })

  it('has what deletes something last, and marks it only if the user goes there', async () => {
    await openWindow()
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(page.getByRole('dialog')).toBeVisible()
    await settle()
    await userEvent.keyboard('destroy this')
    await settle()
    const last = lines().at(-1)
    expect(last?.innerText).toMatch(/^Destroy this vault/)
    expect(lines()[marked()]?.innerText ?? '').not.toMatch(/^Destroy/)
    await userEvent.keyboard('{ArrowUp}')
    expect(lines()[marked()]).toBe(last)
  })

  it('offers again what was shown last, before anything is typed', async () => {
    const test = await openWindow()
    await pressAt('main [role="listitem"][aria-posinset="2"] button')
    await pressAt('main [role="listitem"][aria-posinset="1"] button')
    await userEvent.keyboard('{Control>}k{/Control}')
    const recent = page.getByRole('group', { name: 'Recent' })
    await expect.element(recent).toBeVisible()
    await settle()
    await shoot('palette-recent')
    expect(recent.element().textContent).toMatch(/^RecentAbout 200 people.*Dozens of officials/)
    await accessible()
    // It is in the window's memory alone.
    expect(test.calls.map(({ channel }) => channel)).not.toContain('settings.set')
  })
})
