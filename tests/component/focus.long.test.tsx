import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, goToSettings, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** The focused element, by its words. */
const at = (): string => {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return 'nowhere'
  return (activeElement.getAttribute('aria-label') ?? activeElement.textContent).trim()
}
/** Presses an element with the keyboard: it has the focus. */
const enter = async (element: Element | null | undefined): Promise<void> => {
  if (!(element instanceof HTMLElement)) throw new Error('nothing to press')
  element.focus()
  await userEvent.keyboard('{Enter}')
  await settle()
}
const button = (name: string | RegExp): Element =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .element()
const row = (place = 1): Promise<Element> =>
  untilFound(`main [role="listitem"][aria-posinset="${place}"] button`)

const forms = [
  { area: 'cases', opens: 'New case', save: 'Save case', field: 'Title' },
  { area: 'sources', opens: 'New source', save: 'Save source', field: null },
  { area: 'claims', opens: null, save: 'Save claim', field: 'The claim' },
  { area: 'publications', opens: 'New publication', save: 'Save', field: 'Title' },
] as const

describe.each(forms)('the form of $area', ({ area, opens, save, field }) => {
  it('gives the focus back to the button that opened it, saved or given up', async () => {
    await openWindow()
    await goTo(area)
    await enter(await row())
    // A publication has its form in tabs.
    for (const end of area === 'publications' ? [] : ['Cancel', save]) {
      await enter(button('Edit'))
      expect(at()).not.toBe('nowhere')
      await enter(button(end))
      await expect.poll(at).toBe('Edit')
    }
    if (opens === null) return
    await enter(button(opens))
    expect(at()).not.toBe('nowhere')
    await enter(button('Cancel'))
    await expect.poll(at).toBe(opens)
  })

  // A claim is made where its words are marked; a source has no name to be found by.
  if (opens === null || field === null) return
  it('leads to what was made', async () => {
    await openWindow()
    await goTo(area)
    await enter(button(opens))
    await userEvent.fill(page.getByLabelText(field, { exact: true }), 'The second crossing')
    if (area === 'publications') {
      await enter(document.querySelector('main form button[aria-haspopup="listbox"]'))
      await userEvent.keyboard('{ArrowDown}{Enter}')
      await settle()
    }
    await enter(button(save))
    await expect.poll(at).toBe('The second crossing')
    expect(document.activeElement?.tagName).toBe('H1')
  })
})

/** Opens what a button opens over the window, closes it again, and is where it began. */
const overAndBack = async (pressed: HTMLElement): Promise<boolean> => {
  // Another one led to another view.
  if (!pressed.isConnected) return false
  pressed.focus()
  await userEvent.keyboard('{Enter}')
  if (document.querySelector('[role="dialog"], [role="alertdialog"]') === null) {
    await settle()
    return false
  }
  expect(at()).not.toBe('nowhere')
  await userEvent.keyboard('{Escape}')
  await expect
    .poll(() => document.querySelector('[role="dialog"], [role="alertdialog"]'))
    .toBeNull()
  await expect.poll(() => document.activeElement).toBe(pressed)
  return true
}

describe('a dialog that is closed', () => {
  it('gives the focus back to its button, everywhere in the settings', async () => {
    await openWindow()
    let opened = 0
    for (const section of ['access', 'backup', 'identities', 'readers', 'wipe', 'about'] as const) {
      await goToSettings(section)
      for (const pressed of document.querySelectorAll<HTMLButtonElement>('section[id] button')) {
        if (pressed.disabled || pressed.ariaHasPopup !== null || pressed.type === 'submit') continue
        if (await overAndBack(pressed)) opened += 1
      }
    }
    expect(opened).toBeGreaterThan(9)
  })

  it('gives it back on the pages of records', async () => {
    await openWindow()
    for (const [area, tab, names] of [
      ['sources', null, ['Seal identity…']],
      ['sources', 'Attributions', ['Add a phrase']],
      ['sources', 'History', ['Set a date…']],
      ['claims', null, ['Set a date…']],
      ['cases', null, ['Set a date…']],
    ] as const) {
      await goTo(area)
      await enter(await row())
      if (tab !== null) await page.getByRole('tab', { name: tab, exact: true }).click()
      for (const name of names) expect(await overAndBack(button(name) as HTMLElement)).toBe(true)
    }
  })

  it('leaves the focus near when its button went with what was done', async () => {
    await openWindow()
    await goTo('sources')
    await enter(await row())
    await enter(button('More actions'))
    await userEvent.keyboard('{ArrowUp}{Enter}')
    await expect.poll(at).not.toBe('nowhere')
    expect(document.activeElement?.closest('main')).not.toBeNull()
  })
})

describe('before a vault is open', () => {
  it('the focus is somewhere on every screen, there and back', async () => {
    await openWindow({ state: 'none' })
    for (const way of ['Restore from a backup…', 'Set up a new vault']) {
      await enter(button(way))
      expect(at()).not.toBe('nowhere')
      await enter(button('Back'))
      expect(at()).not.toBe('nowhere')
    }
    await openWindow({
      state: 'locked',
      answers: {
        'vault.unlock': () => {
          throw new Refuse('cancelled')
        },
      },
    })
    await enter(button(/recovery code/))
    expect(at()).not.toBe('nowhere')
    await enter(button(/Back/))
    expect(document.activeElement?.getAttribute('name')).toBe('passphrase')
    await userEvent.keyboard('seven river stones{Enter}')
    await settle()
    expect(document.activeElement?.getAttribute('name')).toBe('passphrase')
  })
})
