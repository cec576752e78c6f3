import type { Locator } from 'playwright'
import { waitUntil } from '../waiting.ts'
import type { Person } from './person.ts'

/** More presses than any view has stops. */
const most = 90

const hasFocus = (place: Locator): Promise<boolean> =>
  place.evaluateAll((found) =>
    found.some((one) => one === document.activeElement || one.contains(document.activeElement)),
  )

/** Can somebody see where they are? A ring on what has the focus, or on the field around it. */
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
 * Presses Tab until `place` has the focus, as somebody without a mouse does.
 *
 * @throws when it is reached by no number of presses, or nobody could see that it was.
 */
export const tabTo = async (person: Person, place: Locator, key = 'Tab'): Promise<void> => {
  // Nobody looks for it by key before it is there.
  await place.first().waitFor({ state: 'attached' })
  for (let presses = 0; !(await hasFocus(place)); presses += 1) {
    if (presses === most) throw new Error('no key leads there')
    await person.page.keyboard.press(key)
  }
  // The editor marks itself a moment later.
  await waitUntil(
    () => isFocusSeen(person),
    () => 'nothing shows where the focus is',
  )
}

/** Finds an act in the palette by typing for it. */
export const byPalette = async ({ page }: Person, words: string): Promise<void> => {
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(words)
  await page.getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
