import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../tests/e2e/hands/person.ts'

/** Takes numbered pictures of the window into one folder. */
export interface Camera {
  /** One picture, of the theme that is on. */
  readonly take: (person: Person, name: string) => Promise<void>
  /** Two pictures, light and dark, of a window that follows the system's theme. */
  readonly takeBoth: (person: Person, name: string) => Promise<void>
  readonly taken: () => readonly string[]
}

export const cameraInto = (folder: string): Camera => {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  let number = 0

  const shoot = async ({ page, text }: Person, name: string): Promise<void> => {
    // Messages of what was done before stand in the way of what is shown now.
    await page
      .locator(
        `section[aria-label="${text('common.messages')}"] button[aria-label="${text('common.dismiss')}"]`,
      )
      .evaluateAll((buttons) => {
        for (const each of buttons) (each as HTMLButtonElement).click()
      })
    // Two frames: React Aria sets a popover's place in the first.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const file = `${String(number).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(folder, file), caret: 'initial' })
    taken.push(file)
  }
  return {
    take: async (person, name) => {
      number += 1
      await shoot(person, name)
    },
    takeBoth: async (person, name) => {
      number += 1
      for (const colorScheme of ['light', 'dark'] as const) {
        await person.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await shoot(person, `${name}-${colorScheme}`)
      }
      await person.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    },
    taken: () => taken,
  }
}
