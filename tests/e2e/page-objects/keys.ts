import type { Locator } from 'playwright'
import { waitUntil } from '../waiting.ts'
import type { Person } from './person.ts'

/** More presses than any view has stops. */
const most = 90

const hasFocus = (place: Locator): Promise<boolean> =>
  place.evaluateAll((found) =>
    found.some((one) => one === document.activeElement || one.contains(document.activeElement)),
  )

/** Is the focus visible? A ring on the focused element, or on the field around it. */
const isFocusSeen = ({ page }: Person): Promise<boolean> =>
  page.evaluate(() => {
    let at = document.activeElement
    for (let up = 0; up < 4 && at !== null; up += 1, at = at.parentElement) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at)
      if (outlineStyle !== 'none' && outlineWidth !== '0px') return true
      if (boxShadow !== 'none') return true
    }
    return false
  })

/**
 * Presses Tab until `place` has the focus, as a user without a mouse does.
 *
 * @throws when no number of presses reaches it, or when its focus is not visible.
 */
export const tabTo = async (person: Person, place: Locator, key = 'Tab'): Promise<void> => {
  // The element has to exist before Tab can reach it.
  await place.first().waitFor({ state: 'attached' })
  for (let presses = 0; !(await hasFocus(place)); presses += 1) {
    if (presses === most) throw new Error('no key leads there')
    await person.page.keyboard.press(key)
  }
  // The editor shows its focus ring a moment later.
  await waitUntil(
    () => isFocusSeen(person),
    () => 'nothing shows where the focus is',
  )
}

/** Runs a command of the palette by typing its name. */
export const byPalette = async ({ page }: Person, words: string): Promise<void> => {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(words)
  await page.getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
