import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../../tests/e2e/page-objects/person.ts'

/** Takes numbered pictures of the window into one folder. */
export type Camera = {
  /** One picture, in the current theme. */
  readonly take: (person: Person, name: string) => Promise<void>
  /** A picture in each of the camera's themes, of a window that follows the system's theme. */
  readonly takeBoth: (person: Person, name: string) => Promise<void>
  readonly taken: () => readonly string[]
}

export type Pictures = {
  /** The themes that `takeBoth` takes. */
  readonly themes: readonly ('light' | 'dark')[]
  /** Takes only these. Default: every picture that is requested. */
  readonly only?: readonly string[]
}

/** Takes every picture; those that follow the theme in light and dark. */
export const everyPicture: Pictures = { themes: ['light', 'dark'] }

/** Takes a few pictures of the main workflow, in light. */
export const fewPictures: Pictures = {
  themes: ['light'],
  only: [
    'recovery-sheet',
    'sealing',
    'lint-en-marked',
    'lint-en-settled',
    'export-review',
    'review-blocked',
    'beside-the-original',
    'publication-written',
    'stopped-here',
  ],
}

/** In pixels: about the height of a title. */
const slightlyScrolled = 120

export const cameraInto = (folder: string, { themes, only }: Pictures): Camera => {
  mkdirSync(folder, { recursive: true })
  const taken: string[] = []
  let number = 0
  const isWanted = (name: string): boolean => only === undefined || only.includes(name)

  const shoot = async ({ page, text }: Person, name: string): Promise<void> => {
    // Earlier messages would cover the screen.
    await page
      .locator(
        `section[aria-label="${text('common.messages')}"] button[aria-label="${text('common.dismiss')}"]`,
      )
      .evaluateAll((buttons) => {
        for (const each of buttons) (each as HTMLButtonElement).click()
      })
    // A panel that was scrolled a little, to press something in it, would show its title cut in two.
    await page.evaluate((most) => {
      for (const each of document.querySelectorAll('*'))
        if (each.scrollTop > 0 && each.scrollTop <= most) each.scrollTop = 0
    }, slightlyScrolled)
    // Two frames: React Aria positions a popover in the first.
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const file = `${String(number).padStart(2, '0')}-${name}.png`
    await page.screenshot({ path: join(folder, file), caret: 'initial' })
    taken.push(file)
  }
  return {
    take: async (person, name) => {
      if (!isWanted(name)) return
      number += 1
      await shoot(person, name)
    },
    takeBoth: async (person, name) => {
      if (!isWanted(name)) return
      number += 1
      for (const colorScheme of themes) {
        await person.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await shoot(person, `${name}-${colorScheme}`)
      }
      await person.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    },
    taken: () => taken,
  }
}
